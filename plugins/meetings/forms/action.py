"""The forms for something that somebody will do: what, who, by when; and how it ended."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from core.api import Form, forms, lazy_gettext
from plugins.meetings.forms.point import InTheRoom
from plugins.meetings.models import Action
from plugins.meetings.vocabulary import ACTION_STATES

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_TEXT = Length(max=2000, message="Use 2,000 characters or fewer.")


class ActionForm(InTheRoom):
    """An action as the worker writes it down."""

    text = forms.TextField("What will be done", validators=[InputRequired("Write down what will be done."), _TEXT])
    owner_id = forms.ChoiceField("Who does it")
    owner_name = forms.TextField(
        "Or who, in words", description="Somebody who is not on the list: the head of transport.", validators=[_LINE]
    )
    due_on = forms.DateField("By when", validators=[Optional()])

    def offer(self, people: Iterable[Any]) -> None:
        """Offer people on the record by name; each has `id` and `label`."""
        found = [SelectChoice(str(one.id), one.label) for one in people]
        self.owner_id.choices = [SelectChoice("", "Choose"), *found]

    def validate_owner_id(self, field: Any) -> None:
        """An action that nobody owns is done by nobody."""
        if not field.data and not self.owner_name.data:
            raise ValidationError("Say who does it: choose somebody, or write who it is.")

    def values(self) -> dict[str, Any]:
        """What was typed, as an action's columns; a chosen person needs no words."""
        owner = UUID(self.owner_id.data) if self.owner_id.data else None
        words = "" if owner else self.owner_name.data or ""
        return {"text": self.text.data or "", "owner_id": owner, "owner_name": words, "due_on": self.due_on.data}

    def show(self, action: Action) -> None:
        """Fill the form from an action."""
        for name in ("text", "owner_name", "due_on"):
            self[name].data = getattr(action, name)
        self.owner_id.data, self.version.data = str(action.owner_id or ""), str(action.version)


class DoneForm(Form):
    """How an action stands, said by whoever owns it or runs the meeting."""

    version = HiddenField()
    state = forms.RadioField(lazy_gettext("How it stands"))
    note = forms.LongTextField(
        lazy_gettext("What became of it"),
        description=lazy_gettext("The group can read this."),
        validators=[Length(max=2000, message=lazy_gettext("Use 2,000 characters or fewer."))],
    )

    def offer(self) -> None:
        """Offer the states in the reader's language."""
        self.state.choices = [SelectChoice(key, lazy_gettext(words)) for key, words in ACTION_STATES.items()]

    def show(self, action: Action) -> None:
        """Fill the form from an action."""
        self.state.data, self.note.data, self.version.data = action.state, action.note, str(action.version)
