"""A question put back to young people: did it really happen? "Did you get your plan?" (NC33)

Whoever must answer, or staff, proposes it; staff open it until a day. Only numbers come out of it, after that day and
never small ones: two looks at growing numbers would tell what one person said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from core.api import Actor, Ref, begin_write, db, local_today, notify, safeguarding
from plugins.groups.api import Membership
from plugins.influence import trail
from plugins.influence.answers.results import Results, results
from plugins.influence.here import council
from plugins.influence.models import Ask, AskView, Check, CheckAnswer, View
from plugins.influence.vocabulary import CHECK_ANSWERS

LONGEST: Final = timedelta(days=90)
NOTICE: Final = "influence.check"
NO_DAY: Final = "Write until which day young people can answer: tomorrow at the earliest, three months at most."


class CheckRefused(Exception):
    """A check, or an answer to one, that is not kept. `box`: question, closes_on, answer or ""."""

    def __init__(self, box: str, said: str) -> None:
        super().__init__(said)
        self.box = box


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check on an ask's page. `may_answer` and `answered` are about the reader; `results` None while it is open."""

    id: UUID
    question: str
    closes_on: date | None
    is_over: bool
    may_answer: bool
    answered: bool
    results: Results | None
    words: Sequence[str] = ()


def propose(ask: Ask, question: str) -> Check:
    """Keep a question that staff may put to young people; flushes. Nobody is asked yet."""
    if not question.strip():
        raise CheckRefused("question", "Write the question: one that young people can answer with yes or no.")
    check = Check(ask_id=ask.id, question=question.strip()[:300])
    db.session.add(check)
    db.session.flush()
    return check


def open_for(check: Check, ask: Ask, closes_on: date | None, group_id: UUID | None, by_id: UUID | None) -> None:
    """Ask those who asked, and the members of a group, until a day; the caller commits. Raises CheckRefused."""
    today = local_today()
    if closes_on is None or not today < closes_on <= today + LONGEST:
        raise CheckRefused("closes_on", NO_DAY)
    if check.opens_on is not None:
        raise CheckRefused("question", "This question is open already. Nobody is asked twice.")
    check.opens_on, check.closes_on, check.group_id = today, closes_on, group_id
    trail.happened(ask, "check", by_id=by_id)


def tell_group(check: Check, url: str) -> int:
    """Tell the members of the check's group who are not told as they asked it; in the caller's transaction."""
    if check.group_id is None:
        return 0
    askers = (
        db.select(View.person_id)
        .join(AskView, (AskView.authority_id == View.authority_id) & (AskView.view_id == View.id))
        .where(AskView.ask_id == check.ask_id, View.person_id.is_not(None))
    )
    members = db.select(Membership.person_id).where(
        Membership.group_id == check.group_id,
        Membership.status == "active",
        Membership.supports.is_(False),
        Membership.person_id.not_in(askers),
    )
    return notify.tell(db.session.scalars(members), NOTICE, url, key=f"check:{check.id}")


def found_for(actor: Actor, id: UUID) -> Check | None:
    """A check that this reader is asked, open or over; None for anybody else."""
    return db.session.scalars(db.select(Check).where(Check.id == id, _for(actor))).one_or_none()


def waiting_for(actor: Actor) -> list[Check]:
    """The checks that wait for this reader's answer, the first to close first."""
    if actor.person_id is None:
        return []
    mine = db.select(CheckAnswer.check_id).where(CheckAnswer.person_id == actor.person_id)
    query = db.select(Check).where(_for(actor), Check.closes_on >= local_today(), Check.id.not_in(mine))
    return list(db.session.scalars(query.order_by(Check.closes_on, Check.id)))


def _for(actor: Actor) -> Any:
    """Those who asked the question, and the members of its group and of the check's; not those who help a group."""
    if actor.person_id is None:
        return db.false()
    groups = db.select(Membership.group_id).where(
        Membership.person_id == actor.person_id, Membership.status == "active", Membership.supports.is_(False)
    )
    said = (
        db.select(AskView.ask_id)
        .join(View, (View.authority_id == AskView.authority_id) & (View.id == AskView.view_id))
        .where(View.person_id == actor.person_id, View.taken_back_at.is_(None))
    )
    going_on = db.select(Ask.id).where(Ask.status != "withdrawn")
    asked = db.or_(Check.ask_id.in_(said), Check.ask_id.in_(going_on.where(Ask.group_id.in_(groups))))
    return db.and_(Check.opens_on.is_not(None), Check.ask_id.in_(going_on), db.or_(asked, Check.group_id.in_(groups)))


def own(actor: Actor, check_ids: Iterable[UUID]) -> dict[UUID, CheckAnswer]:
    """What this reader answered, by check."""
    query = db.select(CheckAnswer).where(
        CheckAnswer.check_id.in_(list(check_ids)), CheckAnswer.person_id == actor.person_id
    )
    return {row.check_id: row for row in db.session.scalars(query)} if actor.person_id else {}


def answer(check: Check, person_id: UUID, given: str, words: str) -> CheckAnswer:
    """Keep what one person answers, in place of what they answered before; the caller commits. Raises CheckRefused."""
    begin_write()
    if is_over(check):
        raise CheckRefused("", "The time to answer this is over.")
    if given not in CHECK_ANSWERS:
        raise CheckRefused("answer", "Choose one of the four.")
    same = db.select(CheckAnswer).where(CheckAnswer.check_id == check.id, CheckAnswer.person_id == person_id)
    row = db.session.scalars(same).one_or_none() or CheckAnswer(check_id=check.id, person_id=person_id)
    row.answer, row.words = given, words.strip()
    db.session.add(row)
    db.session.flush()
    about, at = Ref("influence", "check_answer", row.id), Ref("influence", "ask", check.ask_id)
    safeguarding.screened(row.words, about, person_id=person_id, at=at)
    return row


def is_over(check: Check) -> bool:
    """True once nobody can answer any more."""
    return check.closes_on is None or check.closes_on < local_today()


def of_ask(ask: Ask, actor: Actor) -> list[CheckLine]:
    """The checks of an ask that were opened, the latest first, as this reader may see them."""
    query = db.select(Check).where(Check.ask_id == ask.id, Check.opens_on.is_not(None))
    rows = list(db.session.scalars(query.order_by(Check.opens_on.desc(), Check.id)))
    if not rows:
        return []
    ids = [row.id for row in rows]
    asked = set(db.session.scalars(db.select(Check.id).where(Check.id.in_(ids), _for(actor))))
    mine, counted = own(actor, ids), counts_of(ids)
    least = council().file.disclosure.inside
    said = _words(ids) if actor.can("influence.hear") else {}
    return [
        CheckLine(
            row.id,
            row.question,
            row.closes_on,
            over := is_over(row),
            row.id in asked and not over,
            row.id in mine,
            results(counted.get(row.id, {}), least) if over else None,
            said.get(row.id, ()) if over else (),
        )
        for row in rows
    ]


def public_results(ask: Ask) -> list[tuple[str, Results]]:
    """Questions that are over and their numbers, where these are great enough for everybody: for publishing."""
    query = db.select(Check).where(Check.ask_id == ask.id, Check.closes_on < local_today())
    rows = list(db.session.scalars(query.order_by(Check.closes_on.desc(), Check.id)))
    counted, least = counts_of([row.id for row in rows]), council().file.disclosure.published
    found = [(row.question, results(counted.get(row.id, {}), least)) for row in rows]
    return [(question, numbers) for question, numbers in found if numbers.total is not None]


def proposed(ask: Ask) -> list[Check]:
    """Questions that somebody proposed and nobody has opened."""
    query = db.select(Check).where(Check.ask_id == ask.id, Check.opens_on.is_(None))
    return list(db.session.scalars(query.order_by(Check.made_at, Check.id)))


def counts_of(check_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, int]]:
    """How many gave each answer, by check."""
    query = (
        db.select(CheckAnswer.check_id, CheckAnswer.answer, db.func.count().label("number"))
        .where(CheckAnswer.check_id.in_(list(check_ids)))
        .group_by(CheckAnswer.check_id, CheckAnswer.answer)
    )
    found: dict[UUID, dict[str, int]] = {}
    for row in db.session.execute(query) if check_ids else ():
        found.setdefault(row.check_id, {})[row.answer] = row.number
    return found


def _words(check_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What was written with the answers, in an order that tells of nobody."""
    query = db.select(CheckAnswer.check_id, CheckAnswer.words).where(
        CheckAnswer.check_id.in_(list(check_ids)), CheckAnswer.words != ""
    )
    found: dict[UUID, list[str]] = {}
    for row in db.session.execute(query.order_by(CheckAnswer.words)):
        found.setdefault(row.check_id, []).append(row.words)
    return found
