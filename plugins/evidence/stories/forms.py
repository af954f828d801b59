"""The forms of stories: the story itself, and somebody in it."""

import re
from collections.abc import Mapping

from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from core.api import Form, forms
from plugins.evidence.people import WhoForm

LINE = Length(max=200, message="Use 200 letters or fewer.")
SHORT = "Use 120 letters or fewer."
LONGEST = 5000
_COUNT = re.compile(r"\s*(\d{1,6})\s+(.{1,180}?)\s*")
COUNT_FAULT = "Write one count on each line, the number first: 29 children"


class StoryForm(Form):
    """A story beside its parts, whose boxes are as many as the council's shape has and are read by name."""

    title = forms.TextField(
        "What it is called",
        validators=[DataRequired("Give the story a title"), LINE],
    )
    summary = forms.LongTextField(
        "In two sentences",
        description="Stands in lists. Use other names than people’s own.",
        validators=[Length(max=600, message="Use 600 letters or fewer.")],
    )
    counts = forms.LongTextField(
        "How many",
        description="One count on each line, the number first: 29 children. Everybody reads about how many, and small "
        "numbers are kept back.",
        validators=[Length(max=1000, message="Use 1,000 letters or fewer.")],
    )
    happened_on = forms.DateField("When it was, or when it began", validators=[MayBeEmpty()])
    until = forms.DateField("Until when, where it took longer", validators=[MayBeEmpty()])
    group = forms.ChoiceField("Group")
    place = forms.ChoiceField("Place")
    contact = forms.ChoiceField(
        "Who can be asked about it",
        description="One of the council’s published contacts, never somebody’s own address.",
    )

    def validate_counts(self, field: forms.LongTextField) -> None:
        """Each line is a number and what it counts."""
        if any(line.strip() and not _COUNT.fullmatch(line) for line in (field.data or "").splitlines()):
            raise ValidationError(COUNT_FAULT)

    def validate_until(self, field: forms.DateField) -> None:
        """It does not end before it began."""
        if field.data and self.happened_on.data and field.data < self.happened_on.data:
            raise ValidationError("It ends before it begins. Change one of the two days")

    @property
    def figures(self) -> list[tuple[str, int, bool]]:
        """The counts as (what, how many, are they people): all of them stand for people."""
        found = [_COUNT.fullmatch(line) for line in (self.counts.data or "").splitlines()]
        return [(one[2], int(one[1]), True) for one in found if one]


class PersonForm(WhoForm):
    """Somebody in a story."""

    name = forms.TextField(
        "What they are called in the story",
        description="Another name than their own. Their own only if they want that, and say so below.",
        validators=[
            DataRequired("Give them a name for this story"),
            Length(max=120, message="Use 120 letters or fewer."),
        ],
    )
    is_named = forms.YesField("This is their own name: they want to be named")


def too_long(boxes: Mapping[str, str]) -> list[str]:
    """The names of boxes with more in them than one can read."""
    return [name for name, words in boxes.items() if len(words) > LONGEST]
