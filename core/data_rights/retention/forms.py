"""The forms of keeping times, of looking at what is due, and of legal holds."""

from datetime import date
from typing import Any

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, NumberRange

from core.clock import local_today
from core.data_rights.retention.periods import RECORDS, TRIGGERS, Period
from core.people.forms import choices
from core.web.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    LongTextField,
    RadioField,
    TextField,
    WholeNumberField,
)

MOST_MONTHS = 12 * 110
LONGEST = 2000
ACTS = {"delete": "Delete them for good", "keep": "Keep them until a day, for a reason"}
ABOUT = {"person": "One person", "record": "A whole class of record"}


class PeriodForm(Form):
    """How long one class of record is kept here."""

    months = WholeNumberField(
        "Months",
        description="24 months are 2 years",
        validators=[InputRequired("Say how many months"), NumberRange(1, MOST_MONTHS, "From 1 to 1320 months")],
    )
    trigger = RadioField("Counted", choices=choices(TRIGGERS.items()), validators=[InputRequired("Choose from when")])
    review_first = RadioField(
        "Before it is deleted",
        choices=choices([("yes", "Somebody looks first"), ("no", "It goes by itself")]),
        validators=[InputRequired("Choose one")],
    )
    why = LongTextField("Why", validators=[InputRequired("Say why"), Length(max=LONGEST)])
    seen = HiddenField()

    def fill(self, present: Period) -> None:
        """Show what holds now."""
        self.months.data, self.trigger.data = present.months, present.trigger
        self.review_first.data = "yes" if present.review_first else "no"


class ReviewForm(Form):
    """What is to become of records whose time has come."""

    records = ChoicesField("Which", validators=[InputRequired("Tick at least one")])
    act = RadioField("What should happen?", choices=choices(ACTS.items()), validators=[InputRequired("Choose one")])
    until = DateField("Keep until", description="Only if you keep them. For example 1 9 2027")
    why = LongTextField("Why they are kept", description="Only if you keep them", validators=[Length(max=LONGEST)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever keeps says until when and why."""
        fine: bool = super().validate(extra_validators)
        if self.act.data != "keep":
            return fine
        if not _ahead(self.until.data):
            self.until.errors = ["Choose a day that is still to come"]
        if not self.why.data:
            self.why.errors = ["Say why they are kept"]
        return fine and not self.until.errors and not self.why.errors


class HoldForm(Form):
    """Nothing about this is deleted, whatever its keeping time says."""

    about = RadioField(
        "What must not be deleted?", choices=choices(ABOUT.items()), validators=[InputRequired("Choose")]
    )
    person = TextField(
        "The person",
        description="Their full name, their user name, or the number of their record",
        validators=[Length(max=200)],
    )
    record = ChoiceField("The class of record", choices=choices([("", "Choose one"), *RECORDS.items()]))
    reason = LongTextField(
        "Why",
        description="For example a claim, a court or an inquiry. Only data protection officers see it.",
        validators=[InputRequired("Say why"), Length(max=LONGEST)],
    )
    until = DateField("Until", description="Leave it empty if it stands until somebody ends it")

    def validate(self, extra_validators: Any = None) -> bool:
        """A person or a class is named, and the day lies ahead."""
        fine: bool = super().validate(extra_validators)
        if self.about.data == "person" and not self.person.data:
            self.person.errors = ["Say whom it is about"]
        if self.about.data == "record" and not self.record.data:
            self.record.errors = ["Choose the class of record"]
        if self.until.data is not None and not _ahead(self.until.data):
            self.until.errors = ["Choose a day that is still to come"]
        return fine and not (self.person.errors or self.record.errors or self.until.errors)


class EndForm(Form):
    """Why a hold is ended."""

    why = LongTextField("Why does it end?", validators=[InputRequired("Say why"), Length(max=LONGEST)])


def _ahead(day: date | None) -> bool:
    return day is not None and day > local_today()
