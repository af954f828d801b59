"""Posts between the database and plain fields, in the shape of a council's file. Nothing commits."""

from collections.abc import Mapping
from typing import Any

from core.api import db
from plugins.groups.api import Group
from plugins.youth_voice.models import Post

Fields = dict[str, Any]
PLAIN = ("title", "forum", "about", "places", "deputies", "term_months", "source")


def current() -> dict[tuple[str, str], Fields]:
    """Every post of this council as ("post", key) -> fields."""
    query = db.select(Post, Group.key.label("group_key")).join(
        Group, (Group.authority_id == Post.authority_id) & (Group.id == Post.group_id)
    )
    return {("post", row.key): _fields(row, group) for row, group in db.session.execute(query)}


def save(key: str, fields: Mapping[str, Any]) -> None:
    """Let the post called `key` have these fields; raises LookupError where its group is not there."""
    row: Post | None = db.session.scalars(db.select(Post).where(Post.key == key)).one_or_none()
    row = row or Post(key=key, title=key)
    for name in PLAIN:
        if name in fields:
            setattr(row, name, fields[name])
    if "group" in fields:
        row.group_id = _group(fields["group"]).id
    db.session.add(row)
    db.session.flush()


def _fields(row: Post, group: str) -> Fields:
    return {name: getattr(row, name) for name in PLAIN} | {"group": group}


def _group(key: str) -> Group:
    found: Group | None = db.session.scalars(db.select(Group).where(Group.key == key)).one_or_none()
    if found is None:
        raise LookupError(f"youth_voice: a post names a group that is not there: {key}")
    return found
