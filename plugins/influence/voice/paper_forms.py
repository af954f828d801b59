"""Typing in cards that were written on paper: what they have in common once, then card after card."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from core.api import Form, forms, local_today
from plugins.influence.vocabulary import SORTS
from plugins.influence.voice.about import AboutFields
from plugins.influence.voice.forms import LONGEST, MAY_READ, TOO_LONG

AT_ONCE = 6
ASK = "Choose what is ticked on the card. Where nothing is ticked, ask, or leave the card out."


class PaperForm(AboutFields):
    """What the cards have in common: the group, the day, what they are about."""

    group_id = forms.ChoiceField("Group")
    said_on = forms.DateField("When the cards were written")

    def offer(self, groups: Iterable[tuple[UUID, str]]) -> None:
        """Offer the groups that the reader sees."""
        self.group_id.choices = [SelectChoice("", "No group"), *(SelectChoice(str(id), name) for id, name in groups)]
        if not self.is_submitted():
            self.said_on.data = local_today()

    @property
    def group(self) -> UUID | None:
        """The chosen group."""
        return UUID(self.group_id.data) if self.group_id.data else None

    def validate_said_on(self, field: forms.DateField) -> None:
        """Refuse a day that has not come."""
        if field.data and field.data > local_today():
            raise ValidationError("This day has not come yet.")


class CardForm(Form):
    """One card."""

    words = forms.LongTextField("The words, just as written", validators=[Length(max=LONGEST, message=TOO_LONG)])
    permission = forms.ChoiceField(
        "Who may read it",
        choices=[SelectChoice("", "Choose"), *(SelectChoice(key, words) for key, words in MAY_READ.items())],
    )
    sort = forms.ChoiceField("What it is", choices=[SelectChoice(key, words) for key, words in SORTS.items()])

    def validate_permission(self, field: Any) -> None:
        """A card with words needs its tick."""
        if self.words.data and not field.data:
            raise ValidationError(ASK)


def cards() -> list[CardForm]:
    """The empty or sent cards of one page, each a form of its own inside the page's one."""
    return [CardForm(prefix=f"card{number}", meta={"csrf": False}) for number in range(1, AT_ONCE + 1)]
