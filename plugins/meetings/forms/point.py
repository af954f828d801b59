"""The forms of the room: something that young people said, a decision, and the adults' own notes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.api import Form, forms
from plugins.meetings.agenda.themes import Choices
from plugins.meetings.models import Decision, Point
from plugins.meetings.vocabulary import DECIDED_BY, PERMISSIONS_TO_SHARE, SAID_BY

LONGEST = 4000
TOO_LONG = f"Use {LONGEST:,} characters or fewer. Add the rest as one more."
WHO = {"member": SAID_BY["member"], "group": SAID_BY["group"], "nobody": "No name at all"}
MAY_READ = {
    "my_worker": "Only the workers of this group",
    "team": "The group and the team around it",
    "decision_makers": "Also the people who decide",
    "published": "Everybody",
    "nobody": "Nobody: it stays in the room",
}


class InTheRoom(Form):
    """A form of the room's page: `place` is the id of the agenda item that it belongs to, "" for none."""

    place = HiddenField()
    version = HiddenField()


class PointForm(InTheRoom):
    """One thing that was said, in the words in which it was said."""

    words = forms.LongTextField(
        "Their words, just as said",
        validators=[InputRequired("Write down what was said."), Length(max=LONGEST, message=TOO_LONG)],
    )
    who = forms.ChoiceField(
        "Who said it", default="member", description="No page shows a name, only “A member” or “The group”."
    )
    permission = forms.RadioField(
        "Who may read it",
        default="team",
        choices=[SelectChoice(key, words) for key, words in MAY_READ.items()],
        description="Ask now, in these words: “Who may read what you just said?”",
        validators=[InputRequired("Ask who may read it, and choose.")],
    )
    themes = forms.ChoicesField("Themes")

    def offer(self, people: Iterable[Any], sets: Iterable[tuple[str, str, Choices]]) -> None:
        """Offer the young people of the group by name, and the council's themes."""
        named = [SelectChoice(str(one.id), one.name) for one in people]
        self.who.choices = [*(SelectChoice(key, words) for key, words in WHO.items()), *named]
        self.themes.choices = [SelectChoice(key, title) for _, _, items in sets for key, title in items]

    def values(self) -> dict[str, Any]:
        """What was typed, as a point's columns; whoever is chosen by name is called "A member" on every page."""
        person_id = None if self.who.data in WHO else UUID(self.who.data)
        return {
            "words": self.words.data or "",
            "person_id": person_id,
            "by_words": SAID_BY["member" if person_id else self.who.data],
            "permission": self.permission.data,
            "themes": list(self.themes.data or []),
        }

    def show(self, point: Point) -> None:
        """Fill the form from a point."""
        called = {words: key for key, words in SAID_BY.items()}
        self.words.data, self.permission.data = point.words, point.permission
        self.who.data = str(point.person_id) if point.person_id else called.get(point.by_words, "nobody")
        self.themes.data, self.version.data = list(point.themes), str(point.version)


class DecisionForm(InTheRoom):
    """One decision, and who held the power to make it (W63)."""

    text = forms.LongTextField(
        "What was decided",
        validators=[InputRequired("Write down what was decided."), Length(max=LONGEST, message=TOO_LONG)],
    )
    decided_by = forms.RadioField(
        "Who had the power to decide it",
        default="group",
        choices=[SelectChoice(key, words) for key, words in DECIDED_BY.items()],
        validators=[InputRequired("Say who decided.")],
    )

    def values(self) -> dict[str, Any]:
        """What was typed, as a decision's columns."""
        return {"text": self.text.data or "", "decided_by": self.decided_by.data}

    def show(self, decision: Decision) -> None:
        """Fill the form from a decision."""
        self.text.data, self.decided_by.data = decision.text, decision.decided_by


class NotesForm(InTheRoom):
    """The adults' own notes on one item of the agenda."""

    notes = forms.LongTextField("Adults' notes", validators=[Length(max=20_000, message="Use 20,000 characters.")])


assert MAY_READ.keys() == PERMISSIONS_TO_SHARE.keys()
