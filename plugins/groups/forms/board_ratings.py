"""The form in which a young member says what they thought of a board's meeting; everything can be skipped."""

from typing import Any

from wtforms.validators import Length, Optional

from core.api import Form, forms, lazy_gettext
from plugins.groups.boards.ratings import FACES, QUESTIONS
from plugins.groups.forms.fields import choices
from plugins.groups.models import BoardRating

LONGEST = 2000  # characters


def _asked(name: str) -> forms.RadioField:
    faces = choices({str(value): lazy_gettext(label) for value, label in FACES.items()})
    return forms.RadioField(lazy_gettext(QUESTIONS[name]), choices=faces, validators=[Optional()])


class RatingForm(Form):
    """Four questions with four faces each, and words if they like."""

    FIELDS = ("welcome", "understood", "listened", "mattered")
    welcome = _asked("welcome")
    understood = _asked("understood")
    listened = _asked("listened")
    mattered = _asked("mattered")
    words = forms.LongTextField(
        lazy_gettext("Anything else?"),
        validators=[Length(max=LONGEST, message=lazy_gettext("Use 2,000 characters or fewer."))],
    )

    def answers(self) -> dict[str, Any]:
        """What was said, as a rating's columns; 0 is not answered."""
        return {name: int(self[name].data or 0) for name in self.FIELDS} | {"words": self.words.data or ""}

    def show(self, rating: BoardRating) -> None:
        """Fill the form from what was said before."""
        for name in self.FIELDS:
            self[name].data = str(getattr(rating, name) or "")
        self.words.data = rating.words
