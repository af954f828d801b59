"""Telling those who asked of each change, in their own way, and writing down who was not told and why (NC21, N28).

A message says that there is news, never what or from where. Whether it goes out is asked again when it is sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import url_for

from core.api import Authority, Notice, bulk_insert, consent, db, gettext_noop, notify, utcnow
from plugins.groups.api import Membership
from plugins.influence.heard import links
from plugins.influence.models import Ask, AskView, Change, Told, View
from plugins.influence.vocabulary import TELLS

TELL_LATER = "core.tell_later"
TOGETHER = timedelta(minutes=10)  # an answer and its promises are one piece of news
NEWS, SPOKEN_FOR, CHECK = "influence.news", "influence.news_spoken_for", "influence.check"
NOTICES = (
    Notice(NEWS, gettext_noop("There is news about something that you said.")),
    Notice(SPOKEN_FOR, gettext_noop("There is news about something that was said."), for_adults=True),
    Notice(CHECK, gettext_noop("We have a short question for you.")),
)
"""What children say by themselves is told to no adult in their place; what an adult said for them is."""


class Asker(NamedTuple):
    """One view that an ask rests on, as far as telling goes; `people` are who said it, with a record."""

    view_id: UUID
    person_id: UUID | None
    guest_id: UUID | None
    entered: str
    taken_back: bool
    people: frozenset[UUID]


class Outcome(NamedTuple):
    """Whether and how one view's people were told."""

    asker: Asker
    how: str
    why_not: str


def tell(authority: Authority, ask: Ask, change: Change) -> None:
    """Tell everybody whose view the ask rests on of `change`, in the caller's transaction; twice is once."""
    askers = _not_yet_told(ask.id, change.id)
    if not askers:
        return
    agreed = consent.agreed({one for asker in askers for one in asker.people}, TELL_LATER)
    left = notify.guests.ways(one.guest_id for one in askers if one.guest_id and not one.taken_back)
    ways = {id: way for id, way in left.items() if notify.guests.can_reach(authority, way)}
    outcomes = [_outcome(one, agreed, ways) for one in askers]
    bulk_insert(Told, [_row(ask, change, one) for one in outcomes])
    _send(change, [one.asker for one in outcomes if one.how == "message"], agreed)
    _send_to_guests(change, [one.asker for one in outcomes if one.how == "guest"])


def _outcome(asker: Asker, agreed: frozenset[UUID], ways: Mapping[UUID, str]) -> Outcome:
    if asker.taken_back:
        return Outcome(asker, "", "taken_back")
    if asker.people:
        return Outcome(asker, "message", "") if asker.people & agreed else Outcome(asker, "", "said_no")
    return Outcome(asker, "guest", "") if asker.guest_id in ways else Outcome(asker, "", "no_way")


def _send(change: Change, askers: Sequence[Asker], agreed: frozenset[UUID]) -> None:
    key, here = _key(change), url_for("influence.mine")
    spoken_for = {one.view_id for one in askers if one.entered == "on_behalf"}
    own = {person for one in askers if one.view_id not in spoken_for for person in one.people} & agreed
    others = {person for one in askers if one.view_id in spoken_for for person in one.people} & agreed
    for notice, people in ((CHECK if change.kind == "check" else NEWS, own), (SPOKEN_FOR, others - own)):
        if people:
            notify.tell(sorted(people), notice, here, key=f"{notice}:{key}")


def _send_to_guests(change: Change, askers: Sequence[Asker]) -> None:
    """The letter leads straight to the one view, without a sign-in."""
    notice = CHECK if change.kind == "check" else NEWS
    urls = {
        one.guest_id: url_for("influence.by_link", token=links.of_guest(one.view_id, one.guest_id))
        for one in askers
        if one.guest_id
    }
    if urls:
        notify.guests.tell_guests(urls, notice, urls, key=f"{notice}:{_key(change)}")


def _key(change: Change) -> UUID:
    """The first of what happened to the ask just now: what belongs together is one message."""
    recent = db.select(Change.id).where(
        Change.ask_id == change.ask_id, Change.kind.in_(TELLS), Change.made_at > change.made_at - TOGETHER
    )
    if change.kind == "check":
        return change.id
    return db.session.scalar(recent.where(Change.kind != "check").order_by(Change.position).limit(1)) or change.id


def _not_yet_told(ask_id: UUID, change_id: UUID) -> list[Asker]:
    told = db.select(Told.view_id).where(Told.change_id == change_id)
    same = (AskView.authority_id == View.authority_id) & (AskView.view_id == View.id)
    query = (
        db.select(
            View.id, View.person_id, View.guest_id, View.entered, View.voice, View.group_id, View.taken_back_at,
            AskView.taken_back_at.label("gone_at"),
        )
        .join(AskView, same)
        .where(AskView.ask_id == ask_id, View.id.not_in(told))
        .order_by(View.id)
    )  # fmt: skip
    rows = db.session.execute(query).all()
    members = _members({row.group_id for row in rows if row.voice == "group" and row.group_id})
    return [_asker(row, members) for row in rows]


def _asker(row: Any, members: dict[UUID, frozenset[UUID]]) -> Asker:
    people = frozenset({row.person_id} if row.person_id else ())
    if not people and row.voice == "group":
        people = members.get(row.group_id, frozenset())
    gone = row.taken_back_at is not None or row.gone_at is not None
    return Asker(row.id, row.person_id, row.guest_id, row.entered, gone, people)


def _members(group_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Who belongs to these groups now, without the adults who support them."""
    wanted = list(group_ids)
    found: dict[UUID, set[UUID]] = {one: set() for one in wanted}
    now = (Membership.group_id.in_(wanted), Membership.status == "active", Membership.supports.is_(False))
    for row in db.session.execute(db.select(Membership.group_id, Membership.person_id).where(*now)) if wanted else ():
        found[row.group_id].add(row.person_id)
    return {group_id: frozenset(people) for group_id, people in found.items()}


def _row(ask: Ask, change: Change, outcome: Outcome) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "ask_id": ask.id,
        "change_id": change.id,
        "view_id": outcome.asker.view_id,
        "person_id": outcome.asker.person_id,
        "how": outcome.how,
        "why_not": outcome.why_not,
        "by_id": None,
        "made_at": utcnow(),
    }
