"""Forms of the year: an event, to whom its papers went, and what they answered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from core.api import Form, forms, gettext
from plugins.youth_voice.vocabulary import EVENT_KINDS, EVENT_STATES

LINE = Length(max=200, message="Use 200 characters or fewer.")
LONG = Length(max=6000, message="Use 6,000 characters or fewer.")


class VoiceEventForm(Form):
    """Something of a group's year."""

    FIELDS = ("kind", "title", "on_date", "place", "about", "words", "state")
    version = HiddenField()
    kind = forms.ChoiceField("What it is")
    title = forms.TextField("What it is called", validators=[InputRequired("Give it a name."), LINE])
    on_date = forms.DateField("When", validators=[InputRequired("Say on which day it is.")])
    place = forms.TextField("Where", validators=[LINE])
    about = forms.LongTextField("What happens there", description="Everybody can read this.", validators=[LONG])
    words = forms.LongTextField(
        "In the group's own words",
        description="For its papers, such as the chair's words. Name nobody without their yes.",
        validators=[LONG],
    )
    post_id = forms.ChoiceField("Whose post takes them there")
    state = forms.ChoiceField("How it stands")

    def offer(self, posts: Iterable[tuple[str, str]]) -> None:
        """Offer kinds, states and the posts of the group."""
        self.kind.choices = [SelectChoice(key, gettext(words)) for key, words in EVENT_KINDS.items()]
        self.state.choices = [SelectChoice(key, gettext(words)) for key, words in EVENT_STATES.items()]
        self.post_id.choices = [SelectChoice("", "Nobody's"), *(SelectChoice(id, name) for id, name in posts)]

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        typed = {name: "" if self[name].data is None else self[name].data for name in self.FIELDS}
        return typed | {"post_id": UUID(self.post_id.data) if self.post_id.data else None}


class CopyForm(Form):
    """To whom the papers went, by office, and what they answered."""

    to_whom = forms.TextField(
        "To whom",
        description="An office, no name. For example: leader of the council.",
        validators=[InputRequired("Say to whom it went."), LINE],
    )
    sent_on = forms.DateField("Sent on", validators=[InputRequired("Say on which day it went.")])
    replied_on = forms.DateField("Answered on", validators=[Optional()], description="Empty: no answer yet.")
    reply = forms.LongTextField("What they answered", validators=[LONG])

    def validate_replied_on(self, field: forms.DateField) -> None:
        """An answer comes after it was sent."""
        if field.data and self.sent_on.data and field.data < self.sent_on.data:
            raise ValidationError("The answer came before it was sent. Change one of the days.")
