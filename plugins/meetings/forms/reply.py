"""The forms in which somebody says how they come and what they need, and staff write down an answer for somebody."""

from typing import Any

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, forms, lazy_gettext
from plugins.meetings.models import Coming
from plugins.meetings.vocabulary import ANSWERS, HOW, NEEDS

LONGEST = 1000  # characters


class ReplyForm(Form):
    """In the room or online, and what is needed."""

    how = forms.RadioField(lazy_gettext("How will you join?"), validators=[Optional()])
    needs = forms.ChoicesField(
        lazy_gettext("What do you need?"),
        description=lazy_gettext("Choose everything that helps. It costs you nothing."),
        choices=[SelectChoice(key, lazy_gettext(words)) for key, words in NEEDS.items()],
    )
    note = forms.LongTextField(
        lazy_gettext("Tell us more, if you like"),
        description=lazy_gettext("For example where to fetch you, what you cannot eat, which language."),
        validators=[Length(max=LONGEST, message=lazy_gettext("Use 1,000 characters or fewer."))],
    )

    def offer(self, online: bool, asked: bool = False) -> None:
        """Offer to join online where the meeting has that; `asked` keeps an earlier request for a place."""
        if not online:
            del self.how
            return
        keys = ("room", "online", "asked") if asked else ("room", "online")
        self.how.choices = [SelectChoice(key, lazy_gettext(HOW[key])) for key in keys]

    def details(self) -> dict[str, Any]:
        """What was typed, as columns of an answer."""
        how = {"how": self.how.data or "room"} if "how" in self else {}
        return how | {"needs": self.needs.data or [], "note": self.note.data or ""}

    def show(self, row: Coming) -> None:
        """Fill the form from an answer."""
        self.needs.data, self.note.data = row.needs, row.note
        if "how" in self:
            self.how.data = row.how


class AnswerForm(ReplyForm):
    """The same as staff write it down for somebody who told them."""

    answer = forms.RadioField(
        "What did they say?",
        choices=[SelectChoice("coming", "They are coming"), SelectChoice("cant", "They cannot come")],
        validators=[InputRequired("Choose what they said.")],
    )

    def show(self, row: Coming) -> None:
        """Fill the form from an answer."""
        super().show(row)
        self.answer.data = row.answer if row.answer in ANSWERS else None
