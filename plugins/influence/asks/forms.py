"""The forms for wording an ask, for what it rests on, for sending it and taking it back."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.api import Form, forms
from plugins.influence.asks.wording import FIELDS
from plugins.influence.models import Ask
from plugins.influence.voice.about import AboutFields

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_TEXT = Length(max=4000, message="Use 4,000 characters or fewer.")
NO_GROUP = SelectChoice("", "Of no one group")


class WordingForm(AboutFields):
    """What is asked, how far it can go, and whose question it is."""

    version = HiddenField()
    title = forms.TextField(
        "The question in one line",
        description="For example: Can the last bus from the Forum go later?",
        validators=[InputRequired("Write the question in one line."), _LINE],
    )
    words = forms.LongTextField(
        "The question in full",
        description="Word it with the young people who said it. Name nobody.",
        validators=[_TEXT],
    )
    words_easy = forms.LongTextField(
        "The question in easy words", description="Short sentences, one idea in each.", validators=[_TEXT]
    )
    can_change = forms.LongTextField(
        "What can change",
        description="Be honest: what could a yes really bring?",
        validators=[_TEXT],
    )
    cannot_change = forms.LongTextField(
        "What cannot change, and why",
        description="A law, money that is spent, something that others decide. If nothing stands in the way, say so.",
        validators=[_TEXT],
    )
    success = forms.LongTextField(
        "How we will know that it worked", description="What will those who asked notice?", validators=[_TEXT]
    )
    made_with = forms.TextField(
        "Who worded it with whom",
        description="For example: four members of the forum with their worker, on 3 May. No names.",
        validators=[_LINE],
    )
    group_id = forms.ChoiceField("Whose question it is")

    def offer(self, groups: Iterable[tuple[UUID, str]]) -> None:
        """Offer the groups by name."""
        self.group_id.choices = [NO_GROUP, *(SelectChoice(str(id), name) for id, name in groups)]

    def values(self) -> dict[str, Any]:
        """What was typed, as an ask's columns."""
        typed = {name: self[name].data or "" for name in FIELDS if name != "group_id"}
        return typed | {"group_id": UUID(self.group_id.data) if self.group_id.data else None}

    def show(self, ask: Ask) -> None:
        """Fill the form from an ask."""
        for name in FIELDS:
            self[name].data = getattr(ask, name)
        self.group_id.data, self.version.data = str(ask.group_id or ""), str(ask.version)

    def keep_version(self, ask: Ask) -> None:
        """Show what was typed against what stands now: the next sending wins."""
        self.version.data = str(ask.version)
        self.version.raw_data = [self.version.data]


class ViewsForm(Form):
    """Which views the ask rests on as well."""

    views = forms.ChoicesField("What was said, and is in no question yet")

    def offer(self, views: Mapping[UUID, str]) -> None:
        """Offer views by their words."""
        self.views.choices = [SelectChoice(str(id), words) for id, words in views.items()]

    def chosen(self) -> list[UUID]:
        """Those that were ticked."""
        return [UUID(id) for id in self.views.data or []]


class SendForm(Form):
    """The last look before an ask goes out."""

    version = HiddenField()
    without_views = forms.LongTextField(
        "Why it rests on nothing that was said",
        description="For example: the group decided it together and nobody’s words were written down. "
        "Everybody who sees the question can read this.",
        validators=[Length(max=300, message="Use 300 characters or fewer.")],
    )


class WithdrawForm(Form):
    """Taking an ask back, and why."""

    version = HiddenField()
    reason = forms.LongTextField(
        "Why it is taken back",
        description="Those who asked and those who were asked can read this. Name nobody.",
        validators=[
            InputRequired("Say why: those who asked have a right to know."),
            Length(max=300, message="Use 300 characters or fewer."),
        ],
    )
