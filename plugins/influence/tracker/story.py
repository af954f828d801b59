"""The whole story of a public ask: asked, answered, promised, proof, what those who asked think, what comes next.

Everything here was cleared by a person; quotes and words beside verdicts are asked for again at each reading.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import ZONE, Authority, day, db, disclosure, gettext, local_today, reading
from plugins.groups.api import Group
from plugins.influence import rules
from plugins.influence.here import chosen
from plugins.influence.models import Answer, Ask, AskTag, Owner, Promise, Proof
from plugins.influence.tracker import judged, public, quoting
from plugins.influence.vocabulary import OUTCOMES, PROMISE_STATES, PROMISE_TONES, STATUSES, TONES
from plugins.influence.voice import about

Step = tuple[str, str, str]


class Answered(NamedTuple):
    """One answer in the reader's band."""

    outcome: str
    tone: str
    words: str
    reason: str
    on: date


class Promised(NamedTuple):
    """Something promised, how it stands, and what shows that it was done."""

    what: str
    who: str
    due_on: date
    state: str
    words: str
    tone: str
    late: bool
    note: str
    done_on: date | None
    proofs: Sequence[str]


class OwnerStory(NamedTuple):
    """One who must answer: the latest answer first, and their promises. `unread`: an answer that nobody cleared yet."""

    who: str
    waiting: bool
    due_on: date | None
    late: bool
    passed_on: bool
    unread: bool
    answers: Sequence[Answered]
    promises: Sequence[Promised]


class Story(NamedTuple):
    """A public ask as everybody reads it."""

    number: int
    title: str
    words: str
    by: str
    group_key: str
    status: str
    tone: str
    late: bool
    asked_on: date | None
    about: Sequence[str]
    owners: Sequence[OwnerStory]
    proofs: Sequence[str]
    quotes: Sequence[quoting.Quote]
    thought: judged.Thought
    steps: Sequence[Step]
    is_answered: bool


def tell(authority: Authority, number: int) -> Story | None:
    """The story of the ask with this number, None where it is not public."""
    row = _ask(number)
    if row is None:
        return None
    owners, proofs = _owners(row, authority)
    thought = judged.of_ask(authority, row.id)
    late = rules.is_late(row.status, row.due_on, local_today())
    return Story(
        number=row.number,
        title=row.public_title,
        words=_banded(row.public_words, row.public_easy),
        by=public.by_words(row.group, row.listing, row.members_hidden),
        group_key=row.group_key if public.may_be_named(row.listing, row.members_hidden) else "",
        status=gettext(STATUSES[row.status]),
        tone=TONES.get(row.status, "neutral"),
        late=late,
        asked_on=row.asked_on,
        about=about.titles(authority, _tags(row.id)),
        owners=owners,
        proofs=proofs,
        quotes=quoting.public_quotes(row.id, authority),
        thought=thought,
        steps=_steps(row, owners, bool(thought.sentence or thought.words)),
        is_answered=row.status != "waiting",
    )


def _ask(number: int) -> Any:
    columns = (
        Ask.id, Ask.number, Ask.public_title, Ask.public_words, Ask.public_easy, Ask.status, Ask.asked_on, Ask.due_on,
        Ask.answered_on, Group.name.label("group"), Group.key.label("group_key"), Group.listing, Group.members_hidden,
    )  # fmt: skip
    query = db.select(*columns).outerjoin(Group, public.GROUP_OF_ASK)
    return db.session.execute(query.where(Ask.number == number, *public.is_public())).one_or_none()


def _tags(ask_id: UUID) -> list[about.Tag]:
    query = db.select(AskTag.vocabulary, AskTag.key).where(AskTag.ask_id == ask_id)
    return [(row.vocabulary, row.key) for row in db.session.execute(query)]


def _banded(words: str, easy: str) -> str:
    """The plainer words for whoever reads young or easy pages, where there are some."""
    return easy if easy and reading()[0] != "standard" else words


def _owners(row: Any, authority: Authority) -> tuple[list[OwnerStory], list[str]]:
    """Each who must answer with what they said, and proof that belongs to no promise."""
    answers, hidden = _answers(row.id)
    proofs = _proofs(row.id, authority)
    promises = _promises(row.id, proofs)
    query = public.owners_read(chosen(authority).name_officers).where(Owner.ask_id == row.id)
    found = [
        _owner(owner, answers.get(owner.id, []), promises.get(owner.id, []), owner.id in hidden)
        for owner in db.session.execute(query)
    ]
    return found, proofs.get(None, [])


def _owner(row: Any, answers: Sequence[Answered], promises: Sequence[Any], unread: bool) -> OwnerStory:
    who = public.owner_words(row)
    waiting = row.state == "waiting"
    late = waiting and row.due_on is not None and row.due_on < local_today()
    kept = [_promise(one, who, proofs) for one, proofs in promises]
    return OwnerStory(who, waiting, row.due_on, late, row.state == "passed_on", unread, answers, kept)


def _answers(ask_id: UUID) -> tuple[dict[UUID, list[Answered]], set[UUID]]:
    """The cleared answers of each owner, the latest first; and the owners whose latest nobody has cleared."""
    columns = (
        Answer.owner_id, Answer.outcome, Answer.public_words, Answer.public_easy, Answer.public_reason, Answer.made_at,
        Answer.cleared_at,
    )  # fmt: skip
    query = db.select(*columns).where(Answer.ask_id == ask_id).order_by(Answer.number.desc())
    found: dict[UUID, list[Answered]] = {}
    seen: set[UUID] = set()
    hidden: set[UUID] = set()
    for row in db.session.execute(query):
        if row.cleared_at is not None:
            found.setdefault(row.owner_id, []).append(_answer(row))
        elif row.owner_id not in seen:
            hidden.add(row.owner_id)
        seen.add(row.owner_id)
    return found, hidden


def _answer(row: Any) -> Answered:
    words = _banded(row.public_words, row.public_easy)
    on = row.made_at.astimezone(ZONE).date()
    return Answered(gettext(OUTCOMES[row.outcome]), TONES.get(row.outcome, "neutral"), words, row.public_reason, on)


def _promises(ask_id: UUID, proofs: Mapping[UUID | None, list[str]]) -> dict[UUID, list[tuple[Any, list[str]]]]:
    columns = (
        Promise.id, Promise.owner_id, Promise.public_what, Promise.public_note, Promise.due_on, Promise.state,
        Promise.done_on, Promise.who,
    )  # fmt: skip
    query = db.select(*columns).where(Promise.ask_id == ask_id, Promise.cleared_at.is_not(None))
    found: dict[UUID, list[tuple[Any, list[str]]]] = {}
    for row in db.session.execute(query.order_by(Promise.due_on, Promise.id)):
        found.setdefault(row.owner_id, []).append((row, proofs.get(row.id, [])))
    return found


def _promise(row: Any, office: str, proofs: Sequence[str]) -> Promised:
    """Who does it is the office that promised it, unless the council names officers."""
    late = row.state == "open" and row.due_on < local_today()
    who = row.who if row.who and chosen().name_officers else office
    return Promised(
        what=row.public_what,
        who=who,
        due_on=row.due_on,
        state=row.state,
        words=gettext("Late") if late else gettext(PROMISE_STATES[row.state]),
        tone="bad" if late else PROMISE_TONES[row.state],
        late=late,
        note=row.public_note if row.state == "dropped" else "",
        done_on=row.done_on,
        proofs=proofs,
    )


def _proofs(ask_id: UUID, authority: Authority) -> dict[UUID | None, list[str]]:
    """What shows that something was done, by promise (None: by none), in words; a figure only as a share of enough."""
    columns = (Proof.promise_id, Proof.kind, Proof.public_words, Proof.part, Proof.whole)
    query = db.select(*columns).where(Proof.ask_id == ask_id, Proof.cleared_at.is_not(None))
    found: dict[UUID | None, list[str]] = {}
    for row in db.session.execute(query.order_by(Proof.made_at, Proof.id)):
        if words := _proof(row, authority.file.disclosure.published):
            found.setdefault(row.promise_id, []).append(words)
    return found


def _proof(row: Any, least: int) -> str:
    if row.kind != "figure" or row.part is None or row.whole is None:
        return str(row.public_words)
    share = disclosure.percent(row.part, row.whole, least)
    figure = gettext("%(share)s in every 100", share=share) if share is not None else ""
    return ": ".join(part for part in (row.public_words, figure) if part)


def _steps(row: Any, owners: Iterable[OwnerStory], judged_: bool) -> list[Step]:
    """Where it has got to, as five steps; the first that is not done is now."""
    promises = [promise for owner in owners for promise in owner.promises]
    answered, done = row.status != "waiting", row.status == "done"
    proof = any(promise.proofs for promise in promises) or (done and bool(promises))
    stages = [
        (gettext("Asked"), day(row.asked_on) if row.asked_on else "", True),
        (gettext("Answered"), _answered_words(row), answered),
        (gettext("Promised"), _open_words(promises), bool(promises)),
        (gettext("Done, and we can see it"), "", proof),
        (gettext("Those who asked say what they think"), "", judged_),
    ]
    if answered and not promises and row.status in ("cannot", "done"):
        stages = [stage for stage in stages if stage[0] != gettext("Promised")]
    return _with_states(stages)


def _with_states(stages: Sequence[tuple[str, str, bool]]) -> list[Step]:
    found: list[Step] = []
    now = False
    for title, text, reached in stages:
        state = "done" if reached else "next" if now else "now"
        now = now or not reached
        found.append((title, text, state))
    return found


def _answered_words(row: Any) -> str:
    if row.answered_on is not None:
        return day(row.answered_on)
    return gettext("by %(day)s", day=day(row.due_on)) if row.due_on else ""


def _open_words(promises: Sequence[Promised]) -> str:
    nearest = min((promise.due_on for promise in promises if promise.state == "open"), default=None)
    return gettext("by %(day)s", day=day(nearest)) if nearest else ""
