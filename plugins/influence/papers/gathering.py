"""You said, we did: what is public of some asks at this very moment, as papers, posters and pictures need it.

Everything is read anew each time; only cleared copies and offices stand in it, so nothing made of it says more than the
public page does.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import ZONE, Authority, day, db, gettext, local_today
from plugins.groups.api import Group
from plugins.influence import rules
from plugins.influence.models import Answer, Ask, Owner, Promise
from plugins.influence.tracker import judged, public
from plugins.influence.vocabulary import OUTCOMES, PROMISE_STATES, STATUSES, TONES


class Reply(NamedTuple):
    """The latest cleared answer of one who must answer; `key` is one of vocabulary.OUTCOMES and `outcome` its words,
    `easy` its Easy Read, "" for none.
    """

    who: str
    key: str
    outcome: str
    tone: str
    words: str
    easy: str
    reason: str
    on: date


class Pledge(NamedTuple):
    """Something promised: what, by which office, by which day, and how it stands in words."""

    what: str
    who: str
    due_on: date
    state: str

    @property
    def line(self) -> str:
        """All of it in one line."""
        return gettext(
            "%(what)s (%(who)s, by %(day)s: %(state)s)",
            what=self.what, who=self.who, day=day(self.due_on), state=self.state,
        )  # fmt: skip


class Sheet(NamedTuple):
    """One public ask with what came of it. `young` says what those who asked think, "" where it may not be told."""

    id: UUID
    number: int
    title: str
    words: str
    easy: str
    by: str
    status: str
    tone: str
    late: bool
    asked_on: date | None
    due_on: date | None
    replies: Sequence[Reply]
    pledges: Sequence[Pledge]
    young: str

    @property
    def was_done(self) -> bool:
        """Whether somebody does at least a part: else there is only an answer to show."""
        return any(reply.key != "cannot" for reply in self.replies)


def of(authority: Authority, numbers: Sequence[int]) -> list[Sheet]:
    """The asks with these numbers that are public now, in that order; the others are left out."""
    rows = {row.number: row for row in _asks(numbers)} if public.is_shown_here(authority) else {}
    ids = [row.id for row in rows.values()]
    if not ids:
        return []
    offices, young = _offices(ids), judged.of_lines(authority, ids)
    replies, pledges = _replies(ids, offices), _pledges(ids, offices)
    return [
        _sheet(rows[number], replies.get(rows[number].id, []), pledges.get(rows[number].id, []), young)
        for number in numbers
        if number in rows
    ]


def one(authority: Authority, number: int) -> Sheet | None:
    """The same for one ask; None where it is not public."""
    return next(iter(of(authority, [number])), None)


def _sheet(row: Any, replies: Sequence[Reply], pledges: Sequence[Pledge], young: dict[UUID, str]) -> Sheet:
    return Sheet(
        id=row.id,
        number=row.number,
        title=row.public_title,
        words=row.public_words,
        easy=row.public_easy,
        by=public.by_words(row.group, row.listing, row.members_hidden),
        status=gettext(STATUSES[row.status]),
        tone=TONES.get(row.status, "neutral"),
        late=rules.is_late(row.status, row.due_on, local_today()),
        asked_on=row.asked_on,
        due_on=row.due_on,
        replies=replies,
        pledges=pledges,
        young=young.get(row.id, ""),
    )


def _asks(numbers: Sequence[int]) -> Sequence[Any]:
    columns = (
        Ask.id, Ask.number, Ask.public_title, Ask.public_words, Ask.public_easy, Ask.status, Ask.asked_on, Ask.due_on,
        Group.name.label("group"), Group.listing, Group.members_hidden,
    )  # fmt: skip
    query = db.select(*columns).outerjoin(Group, public.GROUP_OF_ASK)
    return db.session.execute(query.where(Ask.number.in_(numbers), *public.is_public())).all()


def _offices(ids: Iterable[UUID]) -> dict[UUID, str]:
    """How each who must answer is called on paper: the office or the board, never who holds it."""
    query = public.owners_read(False).where(Owner.ask_id.in_(ids))
    return {row.id: public.owner_words(row) for row in db.session.execute(query)}


def _replies(ids: Iterable[UUID], offices: dict[UUID, str]) -> dict[UUID, list[Reply]]:
    columns = (
        Answer.ask_id, Answer.owner_id, Answer.outcome, Answer.public_words, Answer.public_easy, Answer.public_reason,
        Answer.made_at,
    )  # fmt: skip
    query = db.select(*columns).where(Answer.ask_id.in_(ids), Answer.cleared_at.is_not(None))
    latest = {row.owner_id: row for row in db.session.execute(query.order_by(Answer.made_at, Answer.number))}
    found: dict[UUID, list[Reply]] = {}
    for row in latest.values():
        found.setdefault(row.ask_id, []).append(_reply(row, offices[row.owner_id]))
    return found


def _reply(row: Any, who: str) -> Reply:
    tone, on = TONES.get(row.outcome, "neutral"), row.made_at.astimezone(ZONE).date()
    outcome = gettext(OUTCOMES[row.outcome])
    return Reply(who, row.outcome, outcome, tone, row.public_words, row.public_easy, row.public_reason, on)


def _pledges(ids: Iterable[UUID], offices: dict[UUID, str]) -> dict[UUID, list[Pledge]]:
    columns = (Promise.ask_id, Promise.owner_id, Promise.public_what, Promise.due_on, Promise.state)
    cleared = (Promise.ask_id.in_(ids), Promise.cleared_at.is_not(None), Promise.public_what != "")
    found: dict[UUID, list[Pledge]] = {}
    for row in db.session.execute(db.select(*columns).where(*cleared).order_by(Promise.due_on, Promise.id)):
        late = row.state == "open" and row.due_on < local_today()
        state = gettext("Late") if late else gettext(PROMISE_STATES[row.state])
        pledge = Pledge(row.public_what, offices[row.owner_id], row.due_on, state)
        found.setdefault(row.ask_id, []).append(pledge)
    return found
