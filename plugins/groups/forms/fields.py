"""Fields that groups need beside the common ones: numbers in plain words, lists typed line by line, posts."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from core.api import forms
from plugins.groups.rules import posts_words

MOST_POSTS = 100
NOT_STATED = SelectChoice("", "Not stated")
Choices = list[SelectChoice]


class NumberField(forms.WholeNumberField):
    """A whole number that may be left empty."""

    def __init__(self, label: str, low: int = 0, high: int = 120, **options: Any) -> None:
        message = f"Type a whole number from {low} to {high}, or leave it empty."
        super().__init__(label, validators=[Optional(), NumberRange(low, high, message)], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a number; what is no number is kept on the page and explained."""
        text = valuelist[0].strip() if valuelist else ""
        try:
            self.data = int(text) if text else None
        except ValueError as error:
            self.data = None
            raise ValueError("Type a whole number, such as 16.") from error


class LinesField(forms.LongTextField):
    """A list of short texts, one on each line; empty lines are dropped."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the lines."""
        lines = valuelist[0].splitlines() if valuelist else []
        self.data = [line.strip() for line in lines if line.strip()]

    def _value(self) -> str:
        return "\n".join(self.data or [])


class PostsField(LinesField):
    """Posts that members fill, as lines like "Youth MP: 2"; `data` is a list of role and number."""

    typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read "role: number" from each line; raises ValueError for a line that is neither."""
        self.typed = valuelist[0] if valuelist else ""
        super().process_formdata(valuelist)
        self.data: list[Any] = [_post(line) for line in self.data or []]

    def _value(self) -> str:
        return self.typed or "\n".join(posts_words(self.data or []))


def _post(line: str) -> dict[str, Any]:
    role, _, number = line.rpartition(":")
    if not role.strip() or not number.strip().isdecimal() or not 0 < int(number) <= MOST_POSTS:
        raise ValueError(f'Write each post like "Youth MP: 2". This line is different: {line}')
    return {"role": role.strip(), "number": int(number)}


def choices(words: Mapping[Any, str], *, not_stated: bool = False) -> Choices:
    """A fixed list as choices of a field."""
    return ([NOT_STATED] if not_stated else []) + [SelectChoice(key, label) for key, label in words.items()]


def with_present(offered: Iterable[str], present: Iterable[str] | None = None) -> Choices:
    """The council's words and those already chosen, which may have been taken off the council's list since."""
    words = dict.fromkeys([*offered, *(present or [])])
    return [SelectChoice(word, word[:1].upper() + word[1:]) for word in words]


def refuse(field: Any, message: str) -> None:
    """Put an error on a field from a check of the whole form; raises wtforms.ValidationError."""
    if message:
        raise ValidationError(message)


def typed(field: Any) -> Any:
    """The value of a field; a text that was not sent at all is empty, not missing."""
    return "" if field.data is None and isinstance(field, (forms.TextField, forms.LongTextField)) else field.data
