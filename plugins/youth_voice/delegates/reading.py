"""Posts beyond the council as somebody may read them: seats, who holds them, who deputises, what they brought back.

Whoever may know who is in the group reads names. Everybody else reads numbers, and names of those who agree to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, db, gettext, local_today
from plugins.groups.api import SEES_GROUP, Group
from plugins.youth_voice import people
from plugins.youth_voice.delegates import rules
from plugins.youth_voice.elected.rules import filled_words
from plugins.youth_voice.here import chosen
from plugins.youth_voice.models import Delegate, DelegateReport, Post
from plugins.youth_voice.visibility import NAMES, OPEN_GROUP
from plugins.youth_voice.vocabulary import HOW_CHOSEN


class Holder(NamedTuple):
    """Somebody in a post; `name` is "" where the reader may not know it."""

    id: UUID
    person_id: UUID
    name: str
    deputy: bool
    how: str
    from_on: date
    to_on: date | None
    state: rules.State


@dataclass(frozen=True)
class PostRead:
    """One post with its group's name, who holds it now, and when it last reported back."""

    post: Any
    group_key: str
    group: str
    holders: list[Holder]
    knows_names: bool
    last_report: date | None

    def of(self, state: str, deputy: bool = False) -> list[Holder]:
        """Those who hold it, will or did; or those who deputise."""
        return [one for one in self.holders if one.state == state and one.deputy == deputy]

    @property
    def filled(self) -> str:
        """How many places are held: "1 of 2 filled"."""
        return filled_words(len(self.of("holds")), self.post.places)

    @property
    def deputies(self) -> str:
        """How many deputise: "1 of 1 filled"."""
        return filled_words(len(self.of("holds", deputy=True)), self.post.deputies)

    @property
    def empty(self) -> int:
        """How many places nobody holds."""
        return max(0, int(self.post.places) - len(self.of("holds")))

    @property
    def report_due(self) -> bool:
        """True where somebody holds it and has told the group nothing for longer than the council wants."""
        held = [one.from_on for one in self.of("holds")]
        weeks, today = chosen().report_back_weeks, local_today()
        return bool(held) and rules.report_due(min(held), self.last_report, weeks, today)


def posts(actor: Actor, *criteria: Any) -> list[PostRead]:
    """The posts that the reader may know of, by title; as many queries for any number."""
    query = (
        db.select(Post, Group.key, Group.name, NAMES.criteria(actor, Group).label("knows"))
        .join(Group, (Group.authority_id == Post.authority_id) & (Group.id == Post.group_id))
        .where(SEES_GROUP.criteria(actor, Group), *criteria)
        .where(db.or_(OPEN_GROUP.criteria(actor, Group), NAMES.criteria(actor, Group)))
        .order_by(Post.active.desc(), Post.title, Post.id)
    )
    rows = db.session.execute(query).all()
    ids = [row.Post.id for row in rows]
    knowing = {row.Post.id for row in rows if row.knows}
    held, reported = _held(ids, knowing), _reported(ids)
    return [
        PostRead(
            row.Post, row.key, row.name, held.get(row.Post.id, []), row.Post.id in knowing, reported.get(row.Post.id)
        )
        for row in rows
    ]


def one(actor: Actor, id: UUID) -> PostRead | None:
    """One post, if the reader may know of it."""
    return next(iter(posts(actor, Post.id == id)), None)


def reports(post_id: UUID, most: int) -> list[tuple[Any, str]]:
    """What was brought back, the newest first, with who brought it."""
    query = db.select(DelegateReport).where(DelegateReport.post_id == post_id)
    rows = list(db.session.scalars(query.order_by(DelegateReport.on_date.desc(), DelegateReport.id).limit(most)))
    known = people.names(row.person_id for row in rows if row.person_id)
    return [(row, known.get(row.person_id, "") if row.person_id else "") for row in rows]


def mine(actor: Actor) -> list[PostRead]:
    """Posts that the reader holds or deputises for now."""
    if actor.person_id is None:
        return []
    own = db.select(Delegate.post_id).where(Delegate.person_id == actor.person_id)
    found = posts(actor, Post.id.in_(own), Post.active.is_(True))
    return [one for one in found if holds(one, actor)]


def holds(read: PostRead, actor: Actor) -> bool:
    """True for somebody who holds the post now, or deputises."""
    return any(one.person_id == actor.person_id and one.state == "holds" for one in read.holders)


def hangs_on(read: PostRead, events: int) -> list[str]:
    """What would be lost with a post, in plain words."""
    now, past = len(read.of("holds")) + len(read.of("holds", True)), len(read.of("over")) + len(read.of("over", True))
    count = db.select(db.func.count(DelegateReport.id)).where(DelegateReport.post_id == read.post.id)
    number = db.session.scalar(count) or 0
    said = [
        (now, "person who holds it or deputises", "people who hold it or deputise"),
        (len(read.of("coming")), "person who will take it up", "people who will take it up"),
        (past, "person who held it", "people who held it"),
        (number, "report back", "reports back"),
        (events, "event in our year", "events in our year"),
    ]
    return [f"{count} {single if count == 1 else more}" for count, single, more in said if count]


def _held(ids: Iterable[UUID], knowing: set[UUID]) -> Mapping[UUID, list[Holder]]:
    query = db.select(Delegate).where(Delegate.post_id.in_(list(ids))).order_by(Delegate.from_on, Delegate.id)
    rows, today = list(db.session.scalars(query)), local_today()
    known = people.names(row.person_id for row in rows if row.post_id in knowing)
    agreed = people.names_for_all(row.person_id for row in rows if row.post_id not in knowing)
    found: dict[UUID, list[Holder]] = defaultdict(list)
    for row in rows:
        name = (known if row.post_id in knowing else agreed).get(row.person_id, "")
        state = rules.state_of(row.from_on, row.to_on, row.ended_on, today)
        how = gettext(HOW_CHOSEN.get(row.how, ""))
        found[row.post_id].append(
            Holder(row.id, row.person_id, name, row.deputy, how, row.from_on, row.ended_on or row.to_on, state)
        )
    return found


def _reported(ids: Iterable[UUID]) -> dict[UUID, date]:
    query = db.select(DelegateReport.post_id, DelegateReport.on_date).where(DelegateReport.post_id.in_(list(ids)))
    return {row.post_id: row.on_date for row in db.session.execute(query.order_by(DelegateReport.on_date))}
