"""The forms of returns: what was said and done, asking again, and the day on which it goes to the group."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from core.api import Form, Organisation, day, forms, local_today

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_TEXT = Length(max=4000, message="Use 4,000 characters or fewer.")
NO_NAMES = "No names of children or families."


class ReturnForm(Form):
    """You said, we did."""

    organisation = forms.ChoiceField("Whose return it is")
    title = forms.TextField("In a few words", validators=[DataRequired("Say in a few words what it is about."), _LINE])
    you_said = forms.LongTextField(
        "What children, young people or families said",
        description=NO_NAMES,
        validators=[DataRequired("Write what was said."), _TEXT],
    )
    we_did = forms.LongTextField(
        "What you did",
        description=NO_NAMES,
        validators=[DataRequired("Write what you did, or why you could not."), _TEXT],
    )
    difference = forms.LongTextField(
        "What is different now, and how you know", description=NO_NAMES, validators=[_TEXT]
    )
    people = forms.WholeNumberField(
        "How many were heard, if you know",
        validators=[Optional(), NumberRange(0, 1_000_000, "Enter a number from 0 to 1,000,000.")],
    )

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Fill the list of teams."""
        self.organisation.choices = [SelectChoice(str(one.id), one.name) for one in organisations]


class AskAgainForm(Form):
    """What is missing."""

    question = forms.LongTextField(
        "What do you still need to know?",
        description="The team reads this, changes its return and sends it again.",
        validators=[DataRequired("Write what you need to know. Nothing was changed."), _TEXT],
    )


class DayForm(Form):
    """The day on which a return goes to the group: one on which its board sits, or another."""

    sitting = forms.RadioField("On which day does it go to the group?", validators=[Optional()])
    other = forms.DateField("Another day", validators=[Optional()])

    def offer(self, days: Sequence[tuple[UUID, date]]) -> None:
        """Fill the list of days; without one, only the box for another day is there."""
        self.known = {str(id): on for id, on in days}
        self.sitting.choices = [SelectChoice(id, day(on)) for id, on in self.known.items()]
        if not days:
            del self.sitting

    def chosen_day(self) -> tuple[date, UUID | None] | None:
        """The day, and which of the board's it is; None with a word beside the box where none or two are given."""
        sitting = self.sitting.data if "sitting" in self else None
        if bool(sitting) == bool(self.other.data):
            self.other.errors = ["Choose one day. Nothing was changed."]
            return None
        if sitting:
            return self.known[sitting], UUID(sitting)
        if self.other.data < local_today():
            self.other.errors = ["That day is over. Choose one that is still to come. Nothing was changed."]
            return None
        return self.other.data, None
