"""What a reader of an ask's page may read: the views that it rests on, who must answer, what happened.

A view is read by whoever may read it anyway; by those who must answer where it is meant for those who decide; and by
the group whose question it is where the group said it together, and never against what a speaker agreed to since.
Nobody is named who did not agree to it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import ZONE, Actor, Person, consent, db, files, gettext, gettext_noop, local_today
from plugins.groups.api import MY_GROUPS
from plugins.influence.answers import asked
from plugins.influence.asks.naming import change_words, of_row, owners_read
from plugins.influence.models import Ask, AskView, Change, Owner, View
from plugins.influence.visibility import READS_VIEW
from plugins.influence.vocabulary import GIVEN_AS, MAY_BE_ASKED, MAY_BE_SHOWN_TO_OWNERS, OWNER_STATES, VOICES

NOT_YET: Final = gettext_noop("Not asked yet")


class Quote(NamedTuple):
    """A view as this reader may read it; `opens` where its own page is theirs to open."""

    id: UUID
    words: str
    given_as: str
    who: str
    said_on: date
    file_id: UUID | None
    opens: bool


class OwnerLine(NamedTuple):
    """One who must answer: who, by when, where that stands. `name` is for staff only."""

    id: UUID
    kind: str
    who: str
    name: str
    state: str
    words: str
    outcome: str
    asked_on: date | None
    due_on: date | None
    answered_on: date | None
    late: bool
    board_key: str
    cancelled: bool
    presenter: str
    paper_url: str
    is_me: bool


class Event(NamedTuple):
    """One thing that happened, in plain words; `who` only for staff."""

    on: date
    words: str
    owner: str
    who: str


def quotes(ask: Ask, actor: Actor) -> list[Quote]:
    """The views that `actor` may read, the oldest first."""
    rows = [row for row in _views(ask, actor) if row.reads or _is_for(row, ask, actor)]
    refused = asked.said_no(row.person_id for row in rows if row.person_id and not row.reads)
    rows = [row for row in rows if row.reads or row.person_id not in refused]
    names = _names(rows, actor) if ask.group is None or not ask.group.members_hidden else {}
    return [_quote(row, actor, names) for row in rows]


def how_many(ask: Ask) -> int:
    """How many views the ask rests on that nobody has taken back: a number for staff."""
    here = db.select(db.func.count()).select_from(AskView).where(AskView.ask_id == ask.id)
    return int(db.session.scalar(here.where(AskView.taken_back_at.is_(None))) or 0)


def owners(ask: Ask, actor: Actor) -> list[OwnerLine]:
    """Everybody who was asked, those who passed it on too."""
    today, named = local_today(), actor.can("influence.follow")
    return [_owner(row, actor, today, named) for row in db.session.execute(owners_read(Owner.ask_id == ask.id))]


def trail(ask: Ask, actor: Actor, lines: Iterable[OwnerLine]) -> list[Event]:
    """What happened, the latest first."""
    called = {line.id: line.who for line in lines}
    query = (
        db.select(Change, Person.name)
        .outerjoin(Person, (Person.authority_id == Change.authority_id) & (Person.id == Change.by_id))
        .where(Change.ask_id == ask.id)
        .order_by(Change.made_at.desc(), Change.position.desc())
    )
    named = actor.can("influence.follow")
    return [_event(row, called, named) for row in db.session.execute(query)]


def _views(ask: Ask, actor: Actor) -> Any:
    of_ours = db.and_(View.voice == "group", View.group.has(MY_GROUPS.criteria(actor)))
    query = (
        db.select(
            View.id, View.words, View.given_as, View.voice, View.person_id, View.by_words, View.group_id,
            View.permission, View.said_on, View.file_id,
            READS_VIEW.criteria(actor).label("reads"), of_ours.label("ours"),
        )
        .join(AskView, (AskView.authority_id == View.authority_id) & (AskView.view_id == View.id))
        .where(AskView.ask_id == ask.id, AskView.taken_back_at.is_(None), View.taken_back_at.is_(None))
        .order_by(View.said_on, View.id)
    )  # fmt: skip
    return db.session.execute(query)


def _is_for(row: Any, ask: Ask, actor: Actor) -> bool:
    if row.ours and row.group_id == ask.group_id:
        return row.permission in MAY_BE_ASKED
    return row.permission in MAY_BE_SHOWN_TO_OWNERS and answers_for(ask, actor)


def answers_for(ask: Ask, actor: Actor) -> bool:
    """True for somebody who is asked by name."""
    return actor.person_id is not None and any(owner.person_id == actor.person_id for owner in ask.owners)


def _names(rows: Iterable[Any], actor: Actor) -> dict[UUID, str]:
    """Names of those who agreed to be named at this moment; staff read how each wished to be called."""
    people = {row.person_id for row in rows if row.person_id and row.person_id != actor.person_id}
    agreed = consent.agreed(people, "core.named") if people else frozenset()
    query = db.select(Person.id, Person.name).where(Person.id.in_(agreed))
    return {row.id: row.name for row in db.session.execute(query)} if agreed else {}


def _quote(row: Any, actor: Actor, names: dict[UUID, str]) -> Quote:
    mine = row.person_id is not None and row.person_id == actor.person_id
    by = row.by_words if actor.can("influence.hear") else ""
    who = gettext("You") if mine else by or names.get(row.person_id, "") or gettext(VOICES[row.voice])
    return Quote(row.id, row.words, gettext(GIVEN_AS[row.given_as]), who, row.said_on, row.file_id, bool(row.reads))


def _owner(row: Any, actor: Actor, today: date, named: bool) -> OwnerLine:
    owner: Owner = row.Owner
    late = owner.state == "waiting" and owner.due_on is not None and owner.due_on < today
    return OwnerLine(
        id=owner.id,
        kind=owner.kind,
        who=of_row(row),
        name=(owner.name or row.person or "") if named else "",
        state=owner.state,
        words=gettext(OWNER_STATES[owner.state]) if owner.asked_on else gettext(NOT_YET),
        outcome=owner.outcome,
        asked_on=owner.asked_on,
        due_on=owner.due_on,
        answered_on=owner.answered_on,
        late=late,
        board_key=row.board_key or "",
        cancelled=bool(row.cancelled) and owner.state == "waiting",
        presenter=(row.presenter or "") if named else "",
        paper_url=files.url(owner.paper_id, "original") if owner.paper_id and actor.can("files.view") else "",
        is_me=actor.person_id is not None and owner.person_id == actor.person_id,
    )


def _event(row: Any, called: dict[UUID, str], named: bool) -> Event:
    change: Change = row.Change
    who = (change.by_words or row.name or "") if named and change.kind != "verdict" else ""
    owner = called.get(change.owner_id, "") if change.owner_id else ""
    return Event(change.made_at.astimezone(ZONE).date(), change_words(change), owner, who)
