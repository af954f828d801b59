"""The forms of returns: what was said and done, asking again, and the day on which it goes to the group."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.api import Form, Organisation, day, forms

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_TEXT = Length(max=4000, message="Use 4,000 characters or fewer.")
NO_NAMES = "No names of children or families."


class ReturnForm(Form):
    """You said, we did."""

    organisation = forms.ChoiceField("Whose return it is")
    title = forms.TextField("In a few words", validators=[InputRequired("Say in a few words what it is about."), _LINE])
    you_said = forms.LongTextField(
        "What children, young people or families said",
        description=NO_NAMES,
        validators=[InputRequired("Write what was said."), _TEXT],
    )
    we_did = forms.LongTextField(
        "What you did",
        description=NO_NAMES,
        validators=[InputRequired("Write what you did, or why you could not."), _TEXT],
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
        validators=[InputRequired("Write what you need to know. Nothing was changed."), _TEXT],
    )


class DayForm(Form):
    """The day on which a return goes to the group."""

    sitting = forms.RadioField("On which day does it go to the group?", validators=[InputRequired("Choose a day.")])

    def offer(self, days: Iterable[tuple[UUID, Any]]) -> None:
        """Fill the list of days."""
        self.sitting.choices = [SelectChoice(str(id), day(on)) for id, on in days]
