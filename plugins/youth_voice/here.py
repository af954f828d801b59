"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort

from core.api import Actor, Authority, Ref, access_rules, current_actor, db, record, required_authority, settings, touch
from plugins.groups.api import SEES_GROUP, UMBRELLAS, Group
from plugins.youth_voice.settings import YouthVoiceSettings

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> YouthVoiceSettings:
    """What the council has chosen about its elected and nominated groups."""
    return settings(authority or council(), "youth_voice", YouthVoiceSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def row_or_404(model: type[Found], id: UUID, rule: access_rules.Rule) -> Found:
    """The row with this id if `rule` lets the reader have it, else the neutral 404."""
    known: Any = model
    found: Found | None = db.session.scalar(db.select(known).where(known.id == id, rule.criteria(reader(), known)))
    return or_not_here(found)


def group_or_404(key: str, rule: access_rules.Rule = SEES_GROUP) -> Group:
    """The group with this key if the reader may see it and `rule` allows them, else the neutral 404."""
    seen = db.select(Group).where(
        Group.key == key, SEES_GROUP.criteria(reader(), Group), rule.criteria(reader(), Group)
    )
    found: Group | None = db.session.scalar(seen)
    return or_not_here(found)


def groups_for(rule: access_rules.Rule) -> list[tuple[str, str]]:
    """(id, name) of the groups that meet and that `rule` lets the reader have, to choose from."""
    query = db.select(Group.id, Group.name).where(
        SEES_GROUP.criteria(reader(), Group),
        rule.criteria(reader(), Group),
        Group.status != "ended",
        Group.kind.not_in(UMBRELLAS),
    )
    return [(str(row.id), row.name) for row in db.session.execute(query.order_by(Group.name, Group.id))]


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; kept public pages go."""
    about, people = Ref("youth_voice", type(row).__name__.lower(), row.id), (getattr(row, "person_id", None),)
    record(f"youth_voice.{action}", about, detail=detail or None, by=reader().user_id, people=people)
    touch(council().id)
