"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort

from core.api import Actor, Authority, Ref, access_rules, current_actor, db, record, required_authority, settings, touch
from plugins.influence.models import Ask, Owner, View
from plugins.influence.settings import InfluenceSettings
from plugins.influence.visibility import ANSWERS, READS_VIEW, SEES_ASK

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> InfluenceSettings:
    """What the council has chosen about what was said and what came of it."""
    return settings(authority or council(), "influence", InfluenceSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def view_or_404(id: UUID, rule: access_rules.Rule = READS_VIEW) -> View:
    """The view with this id if the reader may read it, else the neutral 404."""
    found: View | None = db.session.scalar(db.select(View).where(View.id == id, rule.criteria(reader(), View)))
    return or_not_here(found)


def ask_or_404(id: UUID, rule: access_rules.Rule = SEES_ASK) -> Ask:
    """The ask with this id if the reader may see it and `rule` allows them, else the neutral 404."""
    seen = db.select(Ask).where(Ask.id == id, SEES_ASK.criteria(reader(), Ask), rule.criteria(reader(), Ask))
    found: Ask | None = db.session.scalar(seen)
    return or_not_here(found)


def owner_or_404(id: UUID, rule: access_rules.Rule = ANSWERS) -> Owner:
    """The owner with this id if the reader answers for it, else the neutral 404."""
    found: Owner | None = db.session.scalar(db.select(Owner).where(Owner.id == id, rule.criteria(reader(), Owner)))
    return or_not_here(found)


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; kept public pages go."""
    about, people = Ref("influence", type(row).__name__.lower(), row.id), (getattr(row, "person_id", None),)
    record(f"influence.{action}", about, detail=detail or None, by=reader().user_id, people=people)
    touch(council().id)
