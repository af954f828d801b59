"""The form of a round of paper forms, and the forms on which a paper form is entered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import request
from flask_wtf.file import FileField
from govuk_frontend_wtf import wtforms_widgets as gov
from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.clock import local_today
from core.consent.answering import AnswersForm
from core.consent.forms import OLDEST
from core.consent.purposes import Purpose
from core.consent.rounds import Wanted
from core.consent.scans import ACCEPTED
from core.people.rules import LAST_SCHOOL_YEAR, school_year_name
from core.web.forms import ChoiceField, ChoicesField, DateField, Form, LongTextField, RadioField, TextField, YesField

LOOK, MAKE = "look", "make"
YEARS = [SelectChoice(str(year), school_year_name(year)) for year in range(LAST_SCHOOL_YEAR + 1)]


class RoundForm(Form):
    """Whom to add to the list, and what the forms ask."""

    names = LongTextField("Names", description="One name on each line, as they stand on the record")
    organisation_id = ChoiceField("Everybody of a school or organisation", default="")
    school_year = ChoiceField("Only of this year", choices=[SelectChoice("", "Every year"), *YEARS], default="")
    title = TextField(
        "What is it for?",
        description="For example: summer trip 2027. It is printed nowhere",
        validators=[InputRequired("Say what it is for, so that you find it again"), Length(max=200)],
    )
    purposes = ChoicesField("What do the forms ask?", choices=[])
    adults = RadioField(
        "Where an adult decides",
        choices=[
            SelectChoice("one", "One form for each child, for the adult named first"),
            SelectChoice("every", "A form for every adult who may answer"),
        ],
        default="one",
    )
    child_too = YesField("A form for the child too: their own no always counts", default=True)

    def offer(self, purposes: Iterable[Purpose], organisations: Iterable[tuple[str, str]]) -> None:
        """Offer what can be asked here, and the council's schools and organisations."""
        self.purposes.choices = [SelectChoice(one.name, one.title) for one in purposes]
        self.organisation_id.choices = [SelectChoice("", "None"), *(SelectChoice(*one) for one in organisations)]
        if request.form.get("do") != MAKE:
            self.child_too.data = True if "title" not in request.form else self.child_too.data

    def wants_more(self) -> bool:
        """The button that adds people was pressed."""
        return request.form.get("do") == LOOK

    def wants_forms(self) -> bool:
        """The button that makes the forms was pressed."""
        return request.form.get("do") == MAKE

    def validate_purposes(self, field: Any) -> None:
        """At least one."""
        if not field.data:
            raise ValidationError("Choose at least one thing to ask about")

    @property
    def wanted(self) -> Wanted:
        """What the forms ask, of whom."""
        return Wanted(self.title.data or "", self.purposes.data, self.adults.data == "every", self.child_too.data)

    @property
    def pasted(self) -> list[str]:
        """The lines of the pasted list."""
        return [line.strip() for line in (self.names.data or "").splitlines() if line.strip()]

    @property
    def school(self) -> UUID | None:
        """The organisation, or None."""
        return UUID(self.organisation_id.data) if self.organisation_id.data else None

    @property
    def year(self) -> int | None:
        """The year group, or None for all."""
        return int(self.school_year.data) if self.school_year.data else None


class CodeForm(Form):
    """The code of a form, scanned or typed."""

    code = TextField(
        "Code of the form",
        description="Scan the square picture with a reader, or type the ten letters below it",
        validators=[InputRequired("Scan or type the code that stands on the form"), Length(max=200)],
    )


class EnteredForm(AnswersForm):
    """A paper form as it is entered: its answers, whether it is signed, its day and a scan."""

    signed = YesField("It is signed, or they filled it in with me", default=True)
    said_on = DateField("Day on the form", description="Leave it empty if it has none: then it is today")
    scan = FileField(
        "Scan of the form",
        description="A PDF or a photo, up to 25 MB. You can leave it out",
        widget=gov.GovFileInput(),
        render_kw={"accept": ACCEPTED},
    )

    def validate_said_on(self, field: Any) -> None:
        """A day that has been, within the last year."""
        if field.data is not None and not 0 <= (local_today() - field.data).days <= OLDEST:
            raise ValidationError("Give the day that stands on the form, within the last year")
