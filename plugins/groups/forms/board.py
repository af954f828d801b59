"""The form for a board."""

from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from core.api import Form, Organisation, forms
from plugins.groups.forms.fields import choices
from plugins.groups.forms.links import links
from plugins.groups.models import Board
from plugins.groups.vocabulary import DECISION_RIGHTS


class BoardForm(Form):
    """A board that hears young people."""

    FIELDS = ("name", "host", "organisation_id", "about", "access_notes", "decision_rights", "source")
    version = HiddenField()
    name = forms.TextField(
        "Name",
        validators=[
            InputRequired("Give the board a name."),
            Length(max=200, message="Use 200 characters or fewer."),
        ],
    )
    host = forms.TextField("Who runs it", validators=[Length(max=200, message="Use 200 characters or fewer.")])
    organisation_id = forms.ChoiceField("Organisation")
    about = forms.LongTextField("What it decides", description="One plain sentence.")
    access_notes = forms.LongTextField(
        "How young people can take part",
        description="For example: papers a week before, a break, plain words, travel paid.",
    )
    decision_rights = forms.ChoiceField(
        "What young people can decide there", choices=choices(DECISION_RIGHTS, not_stated=True)
    )
    source = forms.TextField("Where your strategy speaks of it")

    def offer(self) -> None:
        """Offer the council's organisations."""
        self.organisation_id.choices = links(Organisation, Organisation.active)

    def values(self) -> dict[str, Any]:
        """What was typed, as a board's columns."""
        typed = {name: self[name].data or "" for name in self.FIELDS}
        organisation = UUID(typed["organisation_id"]) if typed["organisation_id"] else None
        return typed | {"organisation_id": organisation, "decision_rights": typed["decision_rights"] or None}

    def show(self, board: Board) -> None:
        """Fill the form from a board."""
        for name in self.FIELDS:
            self[name].data = getattr(board, name)
        self.organisation_id.data = str(board.organisation_id or "")
        self.decision_rights.data = board.decision_rights or ""
        self.version.data = str(board.version)
