"""Adding to the ledger: who said what about whom, by which words, in what right. Nothing is ever changed in it.

Every line is checked before it is written and told to whoever acts on agreements in the same transaction: pictures
come down, messages stay unsent. A no is taken from everybody it may come from; a yes only from those who may give it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import func, select

from core import audit, tasks
from core.authority.resolve import Authority
from core.clock import local_today, months_after
from core.consent.models import Entry
from core.consent.purposes import Purpose, purposes
from core.consent.reading import ages_today, question_about, standing_of, strictest
from core.consent.rules import Bond, Question, Standing, Subject, lasts_until, may_answer
from core.consent.wording import here, kept
from core.db import begin_write, db
from core.hooks.values import Ref
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.web.house import house

EXTENSION = "heard_consent_listeners"
Listener = Callable[[Authority, UUID, str, bool], None]
"""Told (council, person, purpose, whether it is allowed now) in the same transaction as the line in the ledger."""


class LedgerRefused(Exception):
    """Nothing was written; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer, as it was given: `adult_id` for an adult's, `how` screen, link, paper or spoken.

    `id` becomes the line's: the same answer sent twice is written once.
    """

    yes: bool
    voice: str = "own"
    adult_id: UUID | None = None
    options: Sequence[str] = ()
    with_people: Sequence[str] = ()
    how: str = "screen"
    band: str = ""
    scan_id: UUID | None = None
    note: str = ""
    said_on: date | None = None
    by_user_id: UUID | None = None
    id: UUID | None = None


def answer(person_id: UUID, purpose: str, said: Said) -> Standing:
    """Write an answer down and return how the agreement stands now; raises LedgerRefused. The caller commits."""
    begin_write()
    if said.id is not None and db.session.get(Entry, said.id) is not None:
        return standing_of(person_id, purpose)
    declared = _declared(purpose, needs_words=said.yes)
    person = _person(person_id)
    question = question_about(purpose)
    bond = _bond(person_id, said, question)
    _refuse(declared, question, person, said, bond)
    before = standing_of(person_id, purpose)
    if said.yes and _has_given(person_id, purpose, said):
        _write(person_id, purpose, "superseded", said, bond)
    until = _until(declared, person, said) if said.yes else None
    _write(person_id, purpose, _state(person_id, purpose, said), said, bond, until)
    return _told(person_id, purpose, before, said.by_user_id)


def ask(person_id: UUID, purpose: str, how: str, by_user_id: UUID | None, adult_id: UUID | None = None) -> None:
    """Write down that somebody was asked; raises LedgerRefused where the council has no words for it."""
    begin_write()
    _declared(purpose, needs_words=True)
    said = Said(yes=False, voice="adult" if adult_id else "own", adult_id=adult_id, how=how, by_user_id=by_user_id)
    _write(_person(person_id).id, purpose, "asked", said, None)


def end(person_id: UUID, purpose: str, state: str, voice: str, adult_id: UUID | None = None) -> None:
    """Write down that time ended somebody's yes: `state` is expired or lapsed. Timed work does this.

    It is told in any case: the rules knew already, those who act on agreements did not.
    """
    _write(person_id, purpose, state, Said(yes=False, voice=voice, adult_id=adult_id, how="job"), None)
    tell(person_id, purpose, standing_of(person_id, purpose).holds)


def lines(person_id: UUID, purpose: str = "") -> Sequence[Entry]:
    """The ledger about one person, newest first."""
    query = select(Entry).where(Entry.person_id == person_id)
    query = query.where(Entry.purpose == purpose) if purpose else query
    return db.session.scalars(query.order_by(Entry.at.desc(), Entry.seq.desc())).all()


def tell(person_id: UUID, purpose: str, allowed: bool) -> None:
    """Tell core's rooms and every installed plugin, switched on or not, how an agreement stands now."""
    db.session.flush()
    for listener in cast(Iterable[Listener], current_app.extensions.get(EXTENSION, ())):
        listener(here(), person_id, purpose, allowed)
    house().hooks.call("consent_changed", here(), person_id=person_id, purpose=purpose, allowed=allowed)


def subject_of(person: Any, question: Question, competence: str | None = None) -> Subject:
    """A person as the rules read them."""
    youngest, oldest = ages_today(person, question)
    return Subject(youngest, oldest, person.born_on, competence, person.kind != "young_person")


def _declared(purpose: str, *, needs_words: bool) -> Purpose:
    """The purpose; a no is taken even where the council has since dropped its words, because the yes still counts."""
    declared = purposes().get(purpose)
    if declared is None:
        raise LedgerRefused("There is no such thing to agree to. Nothing was written down.")
    if needs_words and purpose not in here().wordings:
        raise LedgerRefused(
            f"This council has no words yet for “{declared.title}”, so nobody can be asked. Nothing was written down. "
            "The local admin puts the words into the council's folder."
        )
    return declared


def _person(person_id: UUID) -> Person:
    person: Person | None = db.session.scalar(select(Person).where(Person.id == person_id))
    if person is None or person.merged_into_id is not None:
        raise LedgerRefused("This record is no longer the one in use. Nothing was written down. Look for them again.")
    return person


def _bond(person_id: UUID, said: Said, question: Question) -> Bond | None:
    if said.voice not in ("adult", "council"):
        return None
    query = select(Relationship).where(Relationship.child_id == person_id, Relationship.adult_id == said.adult_id)
    return strictest((bond_of(row) for row in db.session.scalars(query)), question)


def bond_of(row: Relationship) -> Bond:
    """A relationship as the rules read it."""
    return Bond(
        row.kind,
        row.parental_responsibility,
        tuple(row.delegated),
        row.verified_on,
        row.starts_on,
        row.ends_on,
        row.no_contact,
        row.court_order,
    )


def _refuse(declared: Purpose, question: Question, person: Person, said: Said, bond: Bond | None) -> None:
    if said.voice == "worker" and not said.note.strip():
        raise LedgerRefused("Say how it was settled and why. Nothing was written down.")
    stands_in = said.voice in ("adult", "council")
    if stands_in and (why := may_answer(question, subject_of(person, question), said.voice, bond)):
        raise LedgerRefused(f"{why} Nothing was written down.")
    if unknown := [one for one in said.options if one not in declared.choices]:
        raise LedgerRefused(f"“{unknown[0]}” is not one of the choices. Nothing was written down.")
    if said.yes and declared.options and not set(said.options) & set(declared.options) and not said.with_people:
        raise LedgerRefused("Choose at least one of the uses, or say no. Nothing was written down.")


def _has_given(person_id: UUID, purpose: str, said: Said) -> bool:
    latest = _latest(person_id, purpose, said)
    return latest is not None and latest.state == "given"


def _state(person_id: UUID, purpose: str, said: Said) -> str:
    if said.yes:
        return "given"
    return "withdrawn" if _has_given(person_id, purpose, said) else "refused"


def _latest(person_id: UUID, purpose: str, said: Said) -> Entry | None:
    """The latest answer of the same voice."""
    query = (
        select(Entry)
        .where(Entry.person_id == person_id, Entry.purpose == purpose, Entry.voice == said.voice)
        .where(Entry.adult_id == said.adult_id, Entry.state.not_in(("asked", "superseded")))
        .order_by(Entry.seq.desc())
        .limit(1)
    )
    found: Entry | None = db.session.scalar(query)
    return found


def _until(declared: Purpose, person: Person, said: Said) -> date:
    said_on = said.said_on or local_today()
    months = getattr(here().file.consent, declared.lasts)
    end = months_after(said_on, months)
    question = question_about(declared.name)
    return lasts_until(said_on, end, question.ages, person.born_on, by_adult=said.voice in ("adult", "council"))


def _write(
    person_id: UUID, purpose: str, state: str, said: Said, bond: Bond | None, until: date | None = None
) -> Entry:
    last = db.session.scalar(select(func.max(Entry.seq)).where(Entry.person_id == person_id, Entry.purpose == purpose))
    entry = Entry(
        id=said.id if said.id is not None and state not in ("asked", "superseded") else uuid4(),
        person_id=person_id,
        purpose=purpose,
        state=state,
        voice=said.voice,
        capacity=_capacity(said, bond),
        adult_id=said.adult_id,
        options=sorted(said.options) if state == "given" else [],
        with_people=sorted(said.with_people) if state == "given" else [],
        wording_id=kept(purpose),
        band=said.band,
        how=said.how,
        scan_id=said.scan_id,
        note=said.note.strip(),
        until=until,
        said_on=said.said_on or local_today(),
        seq=(last or 0) + 1,
        by_user_id=said.by_user_id,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def _capacity(said: Said, bond: Bond | None) -> str:
    if said.voice in ("own", "worker"):
        return said.voice
    if bond is None:
        return ""
    return "parental_responsibility" if bond.parental_responsibility else bond.kind


def _told(person_id: UUID, purpose: str, before: Standing, by: UUID | None = None) -> Standing:
    after = standing_of(person_id, purpose)
    audit.record("agreement.changed", Ref("core", "person", person_id), detail={"purpose": purpose, "now": after.state})
    key = f"consent.unsettled:{person_id}:{purpose}"
    if after.state == "unsettled" and before.state != "unsettled":
        _ask_a_worker(person_id, purpose, key)
    if after.state != "unsettled" and before.state == "unsettled":
        _is_settled(key, by)
    if before.use != after.use:
        tell(person_id, purpose, after.holds)
    return after


def _ask_a_worker(person_id: UUID, purpose: str, key: str) -> None:
    again = db.session.scalar(select(func.count(tasks.Task.id)).where(tasks.Task.key.startswith(key)))
    where = f"/{here().slug}/people/{person_id}/agreements"
    title = f"Settle what people say differently: {purposes()[purpose].title.casefold()}"
    tasks.make(
        "consent.unsettled", title, where, permission="consent.record", key=f"{key}:{again}", person_id=person_id
    )


def _is_settled(key: str, by: UUID | None) -> None:
    """Close what asked a worker to settle it, whoever's word has settled it."""
    waiting = select(tasks.Task.key).where(tasks.Task.key.startswith(f"{key}:"), tasks.Task.done_at.is_(None))
    for one in db.session.scalars(waiting).all():
        tasks.done(one, by, "Settled")
