"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort

from core.api import Actor, Authority, Ref, access_rules, current_actor, db, record, required_authority, settings, touch
from plugins.participation_champions.models import Champion, Service
from plugins.participation_champions.settings import ChampionsSettings

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> ChampionsSettings:
    """What the council has chosen about its champions."""
    return settings(authority or council(), "participation_champions", ChampionsSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def service_called(key: str) -> Service:
    """The service with this key, else the neutral 404."""
    found: Service | None = db.session.scalars(db.select(Service).where(Service.key == key)).one_or_none()
    return or_not_here(found)


def champion_or_404(id: UUID, rule: access_rules.Rule | None = None) -> Champion:
    """The champion with this id if `rule` lets the reader have them, else the neutral 404."""
    query = db.select(Champion).where(Champion.id == id)
    query = query if rule is None else query.where(rule.criteria(reader(), Champion))
    found: Champion | None = db.session.scalars(query).one_or_none()
    return or_not_here(found)


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; what is kept ready is made anew."""
    about, people = (
        Ref("participation_champions", type(row).__name__.lower(), row.id),
        (getattr(row, "person_id", None),),
    )
    record(f"participation_champions.{action}", about, detail=detail or None, by=reader().user_id, people=people)
    touch(council().id)
