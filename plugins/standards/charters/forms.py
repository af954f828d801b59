"""The forms of charters and pledges."""

from collections.abc import Sequence
from typing import Any

from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from core.api import Form, Organisation, forms
from plugins.standards.vocabulary import KEPT

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_TEXT = Length(max=2000, message="Use 2,000 characters or fewer.")
_ALL = Length(max=20000, message="Use 20,000 characters or fewer.")


class CharterForm(Form):
    """A charter and its promises, one on each line."""

    title = forms.TextField("What it is called", validators=[DataRequired("Give it a name."), _LINE])
    for_whom = forms.TextField("Whom it is for", validators=[_LINE])
    about = forms.LongTextField("What it is, in a few sentences", validators=[_TEXT])
    about_easy = forms.LongTextField("The same in easy words", validators=[_TEXT])
    promises = forms.LongTextField(
        "What is promised, one promise on each line",
        description="A line that you change is a new promise. One that you take out is kept as an earlier one.",
        validators=[_ALL],
    )
    source = forms.TextField("Where it comes from", validators=[_TEXT])
    shown = forms.YesField("Everybody can read it")
    takes_pledges = forms.YesField("Bodies can pledge to keep it")

    def lines(self) -> list[str]:
        """The promises as they were typed, none twice."""
        return list(dict.fromkeys(line.strip() for line in (self.promises.data or "").splitlines() if line.strip()))


class PledgeForm(Form):
    """Who pledges, and what they will do."""

    organisation = forms.ChoiceField("Who pledges", validators=[Optional()])
    body = forms.TextField(
        "Or another body, by its name",
        description="Such as a board or a partner that is not in the list. Never the name of a person.",
        validators=[_LINE],
    )
    words = forms.LongTextField(
        "What they will do",
        description="Everybody can read this. No names of people.",
        validators=[_TEXT],
    )
    pledged_on = forms.DateField("The day of the pledge", validators=[InputRequired("Enter the day of the pledge.")])
    look_again_on = forms.DateField("When to look whether it was kept", validators=[Optional()])

    def offer(self, organisations: Sequence[Organisation]) -> None:
        """Fill the list of organisations."""
        self.organisation.choices = [
            SelectChoice("", "Choose one"),
            *(SelectChoice(str(one.id), one.name) for one in organisations),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """One body, from the list or by name."""
        sound = bool(super().validate(extra_validators))
        if bool(self.organisation.data) == bool(self.body.data):
            self.body.errors = [*self.body.errors, "Choose a body from the list, or name another. One of the two."]
            return False
        return sound


class KeptForm(Form):
    """Whether a pledge was kept."""

    kept = forms.RadioField(
        "Was it kept?",
        choices=[SelectChoice(key, words) for key, words in KEPT.items()],
        validators=[InputRequired("Choose one.")],
    )
    kept_words = forms.LongTextField(
        "What shows it, or what is missing", description="Everybody can read this.", validators=[_TEXT]
    )
    look_again_on = forms.DateField("Look again on", validators=[Optional()])


class TakeBackForm(Form):
    """Why a pledge does not stand any more."""

    why = forms.TextField(
        "Why does it not stand any more?",
        description="Kept here for staff. The pledge is not shown after this.",
        validators=[DataRequired("Say why. Nothing was changed."), Length(max=400)],
    )
