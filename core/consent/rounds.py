"""Forms for many people at once: who gets one by the rules, what has come back, what is still missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import func, select

from core.audit import record
from core.consent.answerers import Answerers
from core.consent.asked import write_asked
from core.consent.asking import ANSWERED, OPEN, SETTLED, Whom, code_of, hashed_code, paper_ends
from core.consent.models import Asking, Round
from core.db import begin_write, bulk_insert, db, utcnow
from core.hooks.values import Ref
from core.people.models import Person
from core.people.shared import names_of
from core.web.forms import Form, create_once

MOST = 400  # people in one round: more than a year group, and a stack that one person can still enter
LISTED = 30  # rounds on the page
STATES = {OPEN: "Not back yet", ANSWERED: "Waits for a check", SETTLED: "Answered", "closed": "Taken back"}


@dataclass
class Handout:
    """Who gets a form, and for whom none can be made: nobody may answer, or only the council itself."""

    forms: dict[Whom, list[str]] = field(default_factory=dict)
    nobody: list[Person] = field(default_factory=list)
    council: list[Person] = field(default_factory=list)


@dataclass(frozen=True)
class Wanted:
    """What a round asks: every adult who may answer or one for each child, and the child too where an adult decides."""

    title: str
    purposes: Sequence[str]
    every_adult: bool = False
    child_too: bool = True


@dataclass(frozen=True)
class Progress:
    """One round in a list: how many forms were handed out, came back, and are missing."""

    id: UUID
    title: str
    made_at: datetime
    handed_out: int
    answered: int
    missing: int


@dataclass(frozen=True)
class Sheet:
    """One form of a round as its page lists it."""

    id: UUID
    person_id: UUID
    person: str
    who: str
    state: str
    words: str


def handout(person_ids: Iterable[UUID], wanted: Wanted) -> Handout:
    """Who gets which form, by the rules as they hold today."""
    answerers, found = Answerers(person_ids), Handout()
    for person in sorted(answerers.people.values(), key=lambda one: (one.sort_name, one.id)):
        _for_one(person, wanted, answerers, found)
    return found


def make(form: Form, person_ids: Iterable[UUID], wanted: Wanted, by: UUID | None) -> Round:
    """Make the round and all of its forms; the same form sent twice makes one. Raises LedgerRefused; no commit."""
    begin_write()
    made, is_new = create_once(Round, form, lambda id: _round(id, wanted, by))
    if is_new:
        forms = [_asking(made.id, whom, names, by) for whom, names in handout(person_ids, wanted).forms.items()]
        write_asked(forms)
        bulk_insert(Asking, [_plain(one) for one in forms])
        record("agreement.round_made", Ref("core", "round", made.id), detail={"forms": len(forms)}, by=by)
    return made


def latest() -> list[Progress]:
    """The last rounds with how far each has come."""
    rounds = db.session.scalars(select(Round).order_by(Round.made_at.desc()).limit(LISTED)).all()
    counts = _counts({one.id for one in rounds})
    return [_progress(one, counts[one.id]) for one in rounds]


def progress(found: Round) -> Progress:
    """How far one round has come."""
    return _progress(found, _counts({found.id})[found.id])


def sheets(found: Round) -> list[Sheet]:
    """Every form of a round, by the name of whom it is about."""
    rows = askings(found)
    names = names_of(Person, {who for one in rows for who in (one.person_id, one.adult_id)})
    lines = [
        Sheet(
            one.id,
            one.person_id,
            names.get(one.person_id, ""),
            names.get(one.adult_id, "An adult") if one.adult_id else "themselves",
            one.state,
            STATES.get(one.state, one.state),
        )
        for one in rows
    ]
    return sorted(lines, key=lambda line: (line.person.casefold(), line.who == "themselves", line.who))


def askings(found: Round, *, missing: bool = False) -> Sequence[Asking]:
    """The forms of a round, or those of them that are not back and can still be entered."""
    query = select(Asking).where(Asking.round_id == found.id)
    if missing:
        query = query.where(Asking.state == OPEN, Asking.expires_at > utcnow())
    return db.session.scalars(query.order_by(Asking.person_id, Asking.id)).all()


def _for_one(person: Person, wanted: Wanted, answerers: Answerers, found: Handout) -> None:
    own, adults = list[str](), defaultdict[UUID, list[str]](list)
    lacks, by_council = False, False
    for name in wanted.purposes:
        decision = answerers.decision(person.id, name)
        able = [adult.id for adult in decision.adults if adult.id]
        if decision.deciding.own or (decision.deciding.adult and wanted.child_too):
            own.append(name)
        if decision.deciding.adult:
            for adult_id in able if wanted.every_adult else able[:1]:
                adults[adult_id].append(name)
            by_council = by_council or (not able and bool(decision.adults))
            lacks = lacks or not decision.adults
    found.forms |= {Whom(person.id, adult_id): names for adult_id, names in adults.items()}
    found.forms |= {Whom(person.id): own} if own else {}
    found.nobody += [person] if lacks else []
    found.council += [person] if by_council else []


def _round(round_id: UUID, wanted: Wanted, by: UUID | None) -> Round:
    return Round(id=round_id, title=wanted.title, purposes=list(wanted.purposes), made_by_user_id=by)


def _asking(round_id: UUID, whom: Whom, names: Sequence[str], by: UUID | None) -> Asking:
    asking_id = uuid5(round_id, f"{whom.person_id}:{whom.adult_id}")
    return Asking(
        id=asking_id, round_id=round_id, person_id=whom.person_id, adult_id=whom.adult_id, purposes=list(names),
        by="paper", code_hash=hashed_code(code_of(asking_id)), made_by_user_id=by, expires_at=paper_ends(),
    )  # fmt: skip


def _plain(one: Asking) -> dict[str, object]:
    names = ("id", "round_id", "person_id", "adult_id", "purposes", "by", "code_hash", "made_by_user_id", "expires_at")
    fresh = {"state": OPEN, "identity": "to_check", "answers": {}, "made_at": utcnow()}
    return {name: getattr(one, name) for name in names} | fresh


def _counts(ids: set[UUID]) -> dict[UUID, Counter[str]]:
    query = select(Asking.round_id, Asking.state, func.count(Asking.id).label("number"))
    rows = db.session.execute(query.where(Asking.round_id.in_(ids)).group_by(Asking.round_id, Asking.state))
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[row.round_id][row.state] += row.number
    return found


def _progress(one: Round, counts: Counter[str]) -> Progress:
    out = sum(counts.values()) - counts["closed"]
    answered = counts[ANSWERED] + counts[SETTLED]
    return Progress(one.id, one.title, one.made_at, out, answered, counts[OPEN])
