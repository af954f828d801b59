"""Saying which person on record somebody is: found by name, chosen from those who were found, or nobody known."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from flask import request
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from core.api import Actor, Form, Person, db, forms
from plugins.groups.api import people_called

NOT_ON_RECORD: Final = ""
CHOOSE: Final = "Choose who it is, or “Not on our record”"
AGREED: Final = (
    "Say where their agreement is kept, such as the paper form and its day. Without it nothing of theirs is shown."
)


class WhoForm(Form):
    """Who somebody is. `find` as the pressed button looks the name up and changes nothing."""

    called = forms.TextField(
        "Their name on our record",
        description="Then what they agree to is asked whenever somebody reads it, and you need no paper.",
        validators=[Length(max=200, message="Use 200 letters or fewer.")],
    )
    person_id = forms.RadioField("Who is it?", choices=[], validate_choice=False)
    agreed_how = forms.TextField(
        "Where their agreement is kept",
        description="For somebody who is not on our record: such as “paper form of 3 May, in the locked cupboard”.",
        validators=[Length(max=200, message="Use 200 letters or fewer.")],
    )

    def offer(self, actor: Actor, held: UUID | None = None) -> None:
        """Put the people of this name up for choice, with `held`, whom the record names already."""
        found = people_called(self.called.data or "") if self.called.data and actor.can("people.view") else []
        ids = {one.id: one.name for one in found}
        if held is not None and held not in ids:
            ids[held] = name_of(held)
        named = [(str(id), name) for id, name in ids.items()]
        self.person_id.choices = choices_of([*named, (NOT_ON_RECORD, "Not on our record")] if named else [])

    @property
    def person(self) -> UUID | None:
        """Whom they are, if one of those on offer was chosen."""
        offered = {choice.value for choice in self.person_id.choices if choice.value}
        return UUID(self.person_id.data) if self.person_id.data in offered else None

    def is_settled(self) -> bool:
        """Whether it is said who they are or where their agreement is kept; the fields say what is missing."""
        if self.person is not None:
            return True
        if not (self.agreed_how.data or "").strip():
            self.agreed_how.errors = [*self.agreed_how.errors, AGREED]
            return False
        return True


def choices_of(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Values with their labels, as a field takes them."""
    return [SelectChoice(value, label) for value, label in pairs]


def is_finding() -> bool:
    """Whether the button was pressed that only looks a name up."""
    return "find" in request.form


def name_of(person_id: UUID) -> str:
    """The name on record of somebody."""
    found: Any = db.session.scalar(db.select(Person.name).where(Person.id == person_id))
    return found or ""
