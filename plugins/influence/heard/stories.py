"""What came of what somebody said: each view with the questions it became part of, as its own people read it.

Questions that are still being written are left out; how many views a page shows is fixed, and the rest follows by key.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Actor, day, db, local_today, reading
from plugins.influence import rules
from plugins.influence.heard import steps, verdicts
from plugins.influence.models import Answer, Ask, AskView, Owner, Promise, Verdict, View
from plugins.influence.visibility import MY_VIEWS
from plugins.influence.vocabulary import OUTCOMES, STATUSES

AT_ONCE = 10
HIDDEN = ("draft",)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as its readers see it: who, what in one word, the words and the reason in their band."""

    who: str
    outcome: str
    words: str
    reason: str
    on: str


@dataclass(frozen=True, slots=True)
class Promised:
    """Something promised: what, by whom, by when, and how it stands."""

    what: str
    who: str
    due: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class AskStory:
    """A question and what came of it. `open` says that its page may be opened; `mine` is the asker's last verdict."""

    id: UUID
    title: str
    words: str
    status: str
    status_words: str
    late: bool
    open: bool
    steps: list[steps.Step]
    answers: list[Answered]
    promises: list[Promised]
    can_judge: bool
    mine: Verdict | None


@dataclass(frozen=True, slots=True)
class Story:
    """A view and what came of it; the steps are those of a view that is part of no question yet."""

    view: View
    asks: list[AskStory]
    steps: list[steps.Step]


def of_person(actor: Actor, before: UUID | None = None) -> list[Story]:
    """What this person said, the newest first: one more than AT_ONCE where there is more."""
    mine = db.select(View).where(MY_VIEWS.criteria(actor, View))
    if (last := db.session.get(View, before) if before else None) is not None:
        mine = mine.where(db.tuple_(View.said_on, View.id) < db.tuple_(last.said_on, last.id))
    views = db.session.scalars(mine.order_by(View.said_on.desc(), View.id.desc()).limit(AT_ONCE + 1)).all()
    return _stories(views, verdicts.By(person_id=actor.person_id))


def of_view(view: View) -> Story:
    """What came of one view, for whoever holds the code of its receipt."""
    return _stories([view], verdicts.By(view_id=view.id))[0]


def of_ask(ask: Ask, by: verdicts.By) -> AskStory:
    """What came of one question, as `by` sees it."""
    return _asks([ask], {ask.id: ""}, by)[0]


def of_groups(actor: Actor, shown: Iterable[Story]) -> list[AskStory]:
    """The newest questions of the reader's groups that none of the views shown is part of."""
    known = [ask.id for story in shown for ask in story.asks]
    query = db.select(Ask).where(verdicts.MAY_JUDGE.criteria(actor, Ask), Ask.status.not_in((*HIDDEN, "withdrawn")))
    asks = db.session.scalars(query.where(Ask.id.not_in(known)).order_by(Ask.number.desc()).limit(AT_ONCE)).all()
    return _asks(asks, dict.fromkeys((ask.id for ask in asks), ""), verdicts.By(person_id=actor.person_id))


def _stories(views: Sequence[View], by: verdicts.By) -> list[Story]:
    links = db.select(AskView.view_id, AskView.ask_id).where(AskView.view_id.in_([view.id for view in views]))
    of_view: dict[UUID, list[UUID]] = defaultdict(list)
    for row in db.session.execute(links):
        of_view[row.view_id].append(row.ask_id)
    wanted = db.select(Ask).where(Ask.id.in_([one for ids in of_view.values() for one in ids]))
    asks = db.session.scalars(wanted.where(Ask.status.not_in(HIDDEN)).order_by(Ask.number)).all() if of_view else []
    said = {one: day(view.said_on) for view in views for one in of_view[view.id]}
    told = {one.id: one for one in _asks(asks, said, by)}
    return [
        Story(
            view,
            [told[one] for one in of_view[view.id] if one in told],
            steps.steps_of("", day(view.said_on), "", False, ""),
        )
        for view in views
    ]


def _asks(asks: Sequence[Ask], said: dict[UUID, str], by: verdicts.By) -> list[AskStory]:
    ids = [ask.id for ask in asks]
    answers, promises, mine = _answers(ids), _promises(ids), verdicts.last_of(ids, by)
    today = local_today()
    return [
        AskStory(
            id=ask.id,
            title=ask.title,
            words=_in_band(ask.words, ask.words_easy),
            status=ask.status,
            status_words=STATUSES[ask.status],
            late=rules.is_late(ask.status, ask.due_on, today),
            open=ask.status != "withdrawn",
            steps=steps.steps_of(ask.status, said[ask.id], _day(ask.asked_on), bool(answers[ask.id]), _day(ask.due_on)),
            answers=answers[ask.id],
            promises=promises[ask.id],
            can_judge=ask.status in verdicts.JUDGED,
            mine=mine.get(ask.id),
        )
        for ask in asks
    ]


def _answers(ask_ids: Sequence[UUID]) -> dict[UUID, list[Answered]]:
    """The latest answer of each owner."""
    same = (Owner.authority_id == Answer.authority_id) & (Owner.id == Answer.owner_id)
    query = (
        db.select(Answer, Owner.title)
        .join(Owner, same)
        .where(Answer.ask_id.in_(ask_ids))
        .order_by(Answer.made_at.desc(), Answer.number.desc())
    )
    latest: dict[UUID, Any] = {}
    for row in db.session.execute(query) if ask_ids else ():
        latest.setdefault(row.Answer.owner_id, row)
    found: dict[UUID, list[Answered]] = defaultdict(list)
    for row in latest.values():
        one = row.Answer
        words = _in_band(one.words, one.words_easy)
        shown = Answered(row.title or one.by_words, OUTCOMES[one.outcome], words, one.reason, day(one.made_at.date()))
        found[one.ask_id].append(shown)
    return found


def _promises(ask_ids: Sequence[UUID]) -> dict[UUID, list[Promised]]:
    found: dict[UUID, list[Promised]] = defaultdict(list)
    query = db.select(Promise).where(Promise.ask_id.in_(ask_ids)).order_by(Promise.due_on, Promise.id)
    for one in db.session.scalars(query) if ask_ids else ():
        found[one.ask_id].append(Promised(one.what, one.who, day(one.due_on), one.state, one.note))
    return found


def _in_band(words: str, easy: str) -> str:
    """Whoever reads plainer pages gets the plainer words, where there are some."""
    return easy if easy and reading()[0] != "standard" else words


def _day(on: date | None) -> str:
    return day(on) if on else ""
