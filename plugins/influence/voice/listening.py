"""What was said in other spaces of Heard comes in here, word for word, with the permission that its speaker gave.

A space may report the same more than once, corrected, or take it back. What its speaker took back *here* stays taken
back, whatever the space reports later; what the space took back may come again.
"""

from typing import Any
from uuid import UUID

from core.api import Authority, Place, Ref, Said, db, hookimpl, touch
from plugins.groups.api import Group
from plugins.influence.models import View
from plugins.influence.tracker import basis
from plugins.influence.vocabulary import FEWEST_FIRST
from plugins.influence.voice import about, keeping
from plugins.influence.voice.taking_back import narrow, take_back

SHOWS = frozenset({"core.share", "core.named"})
"""What decides whether somebody's words, and their name beside them, stand on public pages."""


@hookimpl
def something_said(authority: Authority, source: Ref, said: Said | None) -> None:
    """Keep what was said under `source`, in place of what was held there; None takes it back."""
    view = _held(source)
    if said is None or said.permission == "nobody":
        if view is not None:
            take_back(view, "source", authority=authority)
    elif view is None:
        _keep(View(source_plugin=source.plugin, source_kind=source.kind, source_id=source.id), authority, said)
    elif _may_come_again(view, said):
        view.taken_back_at, view.taken_back_why = None, ""
        _keep(view, authority, said)
    elif view.taken_back_at is None and _differs(view, authority, said):
        reworded = view.words != said.words
        _keep(view, authority, said)
        narrow(view, authority, reworded=reworded)


@hookimpl
def consent_changed(authority: Authority, person_id: UUID, purpose: str, allowed: bool) -> None:
    """Nothing is stored of what somebody agreed to: public pages that were kept ready are made anew, and staff look at
    public questions that rest on nothing any more.
    """
    if purpose in SHOWS:
        if not allowed:
            basis.person_withdrew(authority, person_id)
        touch(authority.id)


def _keep(view: View, authority: Authority, said: Said) -> None:
    """What staff added to what it is about stays."""
    for name, value in _columns(view, said).items():
        setattr(view, name, value)
    keeping.keep(view, [*_tags_of(view), *tags_in(authority, said)])


def _columns(view: View, said: Said) -> dict[str, Any]:
    return {
        "words": said.words,
        "person_id": said.by,
        "by_words": said.by_words[:120],
        "voice": voice_of(said),
        "group_id": _group(said.group),
        "permission": _permission(view, said),
        "entered": "reported",
        "where_plugin": said.where.plugin,
        "where_kind": said.where.kind,
        "where_id": said.where.id,
        "said_on": said.said_on,
    }


def _permission(view: View, said: Said) -> str:
    """What the space reports; where its speaker has chosen anew here, whichever lets fewer people read it."""
    return min(said.permission, view.permission, key=FEWEST_FIRST.index) if view.chosen_at else said.permission


def voice_of(said: Said) -> str:
    """A group that speaks says so in how it is named; nobody named is without a name, whatever the group."""
    if said.by is not None:
        return "person"
    return "group" if "group" in said.by_words.casefold() else "anonymous"


def _group(group: Ref | None) -> UUID | None:
    """The group, if it is there: a space may name one that is gone."""
    if group is None or (group.plugin, group.kind) != ("groups", "group"):
        return None
    found: UUID | None = db.session.scalar(db.select(Group.id).where(Group.id == group.id))
    return found


def tags_in(authority: Authority, said: Said) -> list[about.Tag]:
    """The themes that the council knows, and the place of the group."""
    place = db.session.scalar(_place_of(group)) if (group := _group(said.group)) else None
    return about.known(authority, [*said.themes, *([f"place:{place}"] if place else [])])


def _place_of(group_id: UUID) -> Any:
    joined = db.and_(Place.authority_id == Group.authority_id, Place.id == Group.place_id)
    return db.select(Place.key).join(Group, joined).where(Group.id == group_id)


def _tags_of(view: View) -> list[about.Tag]:
    return [(tag.vocabulary, tag.key) for tag in view.tags]


def _differs(view: View, authority: Authority, said: Said) -> bool:
    same = all(getattr(view, name) == value for name, value in _columns(view, said).items())
    return not (same and set(tags_in(authority, said)) <= set(_tags_of(view)))


def _may_come_again(view: View, said: Said) -> bool:
    """What the space took back, and what was erased with its speaker and now comes without a name."""
    return view.taken_back_at is not None and (
        view.taken_back_why == "source" or view.taken_back_why == "erased" and said.by is None
    )


def _held(source: Ref) -> View | None:
    held = db.select(View).where(
        View.source_plugin == source.plugin, View.source_kind == source.kind, View.source_id == source.id
    )
    found: View | None = db.session.scalar(held)
    return found
