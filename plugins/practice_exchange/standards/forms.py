"""The forms of standards: publishing one as the region's lead, and saying as a council how far a line is."""

from collections.abc import Iterable
from typing import Any

from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from core.api import Form, forms
from plugins.practice_exchange.vocabulary import FAR

MOST_LINES = 30


class RegionalStandardForm(Form):
    """A standard of the region."""

    title = forms.TextField(
        "What it is called",
        validators=[DataRequired("Write what it is called."), Length(max=200, message="Use 200 characters or fewer.")],
    )
    about = forms.LongTextField(
        "What it is for", validators=[Length(max=2000, message="Use 2,000 characters or fewer.")]
    )
    lines = forms.LongTextField(
        "Its lines",
        description="One on each line: what a council does that keeps to it. Councils map their plans to each.",
        validators=[DataRequired("Write at least one line."), Length(max=6000, message="Use 6,000 letters or fewer.")],
    )

    def validate_lines(self, field: Any) -> None:
        """A council can go through it in one sitting."""
        if len(self.as_lines()) > MOST_LINES:
            raise ValidationError(f"Use {MOST_LINES} lines or fewer, or publish two standards.")

    def as_lines(self) -> list[str]:
        """What was typed, without empty lines."""
        return [line.strip() for line in (self.lines.data or "").splitlines() if line.strip()]


class MappingForm(Form):
    """How far a council is with one line of a standard, and what of its plan goes with it."""

    stage = forms.RadioField(
        "How far are we?",
        choices=[SelectChoice(*one) for one in FAR.items()],
        validators=[InputRequired("Choose how far you are.")],
    )
    plan = forms.ChoiceField("What of our plan goes with it", choices=[])
    words = forms.LongTextField(
        "In your own words",
        description="What you do, or what is in the way. The region’s lead and its councils read it. No names.",
        validators=[Length(max=1500, message="Use 1,500 characters or fewer.")],
    )

    def offer_plan(self, things: Iterable[tuple[str, str]]) -> None:
        """Offer what stands in the council's published plans."""
        none = SelectChoice("", "Nothing of a plan, or it is not listed")
        self.plan.choices = [none, *(SelectChoice(*one) for one in things)]
