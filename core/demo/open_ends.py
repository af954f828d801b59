"""What waits for somebody in a demonstration: two who differ, an adult kept away, forms half back, an answer to check.

Each goes the way it would go in a council: through the ledger, the askings and the tasks they make.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.audit import record
from core.clock import months_after
from core.consent import asking, birthdays, rounds
from core.consent.answerers import Answerers
from core.consent.asking import Given, Whom
from core.consent.ledger import Said, answer
from core.consent.models import Asking, Competence, Round
from core.consent.wording import askable
from core.db import bulk_insert, db
from core.demo.cast import Cast
from core.hooks.values import Ref
from core.people.relationships.models import Relationship
from core.tasks import make as make_task
from core.tasks.models import Task

PHOTOS, NAMED = "core.photograph", "core.named"
FORMS = 6  # in the round; every second one is back
WEEK = 7  # days


@dataclass(frozen=True)
class Child:
    """A child for whom an adult decides, and the adults who may answer about photos."""

    id: UUID
    adults: tuple[UUID, ...]


def plant(cast: Cast) -> int:
    """Plant what waits; returns how many records were new, none where the council has no words or it is there."""
    if not askable() or not cast.young or _is_there(cast):
        return 0
    children = _children(cast)
    stories: tuple[Callable[[Cast, Iterator[Child]], int], ...] = (_differ, _kept_away, _to_check, _judged, _round)
    return _callback(cast) + sum(tell(cast, children) for tell in stories)


def _children(cast: Cast) -> Iterator[Child]:
    """Children with an adult who decides about photos, those with two adults first, each for one story."""
    found = []
    who = Answerers(one.id for one in cast.young)
    for one in cast.young:
        decision = who.decision(one.id, PHOTOS)
        adults = tuple(adult.id for adult in decision.adults if adult.id)
        if decision.deciding.adult and not decision.deciding.own and adults:
            found.append(Child(one.id, adults))
    return iter(sorted(found, key=lambda child: -len(child.adults)))


def _differ(cast: Cast, children: Iterator[Child]) -> int:
    """One adult says yes, the other no: it stands still, and a worker has a task."""
    child = next(children, None)
    if child is None or len(child.adults) < 2:
        return 0
    day, by = cast.ago(4), cast.users["worker"]
    for adult_id, yes in zip(child.adults, (True, False), strict=False):
        uses = ("print",) if yes else ()
        said = Said(yes=yes, voice="adult", adult_id=adult_id, options=uses, how="paper", said_on=day, by_user_id=by)
        answer(child.id, PHOTOS, said)
    return 2


def _kept_away(cast: Cast, children: Iterator[Child]) -> int:
    """A court keeps an adult from a child; only those who protect people see it."""
    child = next(children, None)
    adult_id = next((one for one in cast.parents if child is None or one not in child.adults), None)
    if child is None or adult_id is None:
        return 0
    row = Relationship(
        id=cast.id("kept away"),
        child_id=child.id,
        adult_id=adult_id,
        kind="parent",
        parental_responsibility=True,
        verified_on=cast.ago(90),
        verified_how="Court papers seen",
        no_contact=True,
        court_order=True,
        flag_note="The order is in the social work record. Ring the duty team before any letter goes out.",
    )
    db.session.add(row)
    db.session.flush()
    record("protection.kept_away", Ref("core", "relationship", row.id), by=cast.users["practitioner"])
    return 1


def _to_check(cast: Cast, children: Iterator[Child]) -> int:
    """A parent answered by a one-time link; the yes waits until a worker knows who it was."""
    child = next(children, None)
    if child is None:
        return 0
    whom, worker = Whom(child.id, child.adults[0]), cast.users["worker"]
    asking.make_link(whom, [PHOTOS], worker, asking.TO_CHECK, cast.id("link"))
    found = _claimed(cast.id("link"))
    asking.take(found, {PHOTOS: Given(True, ("group_only", "print"), "adult")})
    return 1


def _judged(cast: Cast, children: Iterator[Child]) -> int:
    """A judgement of competence whose time is over, and the task that the night made of it, now overdue."""
    child = next(children, None)
    if child is None:
        return 0
    review = cast.ago(3)
    row: dict[str, Any] = {
        "person_id": child.id,
        "decision": NAMED,
        "judgement": "competent",
        "information": "Talked about where a name can be read, and by whom.",
        "understanding": "Gave two examples of their own.",
        "weighing": "Wants their first name under their poem, and nothing else.",
        "communication": "Wrote it down for me.",
        "freedom": "Nobody else was there.",
        "assessed_by_user_id": cast.users["practitioner"],
        "assessed_on": months_after(review, -6),
        "review_on": review,
    }
    bulk_insert(Competence, [row])
    return 1 + birthdays.review_judgements(cast.authority, review)


def _round(cast: Cast, children: Iterator[Child]) -> int:
    """Paper forms for a winter gathering; every second one is back and entered."""
    worker, round_id = cast.users["worker"], cast.id("round")
    wanted = rounds.Wanted("Photos at the winter gathering", (PHOTOS,))
    people = [child.id for child in islice(children, FORMS)]
    made = Round(id=round_id, title=wanted.title, purposes=list(wanted.purposes), made_by_user_id=worker)
    made.made_at = cast.moment(2 * WEEK)
    db.session.add(made)
    forms = list(islice(rounds.handout(people, wanted).forms.items(), FORMS))
    for place, (whom, names) in enumerate(forms):
        form_id = cast.id(f"form {place}")
        asking.make_form(whom, names, worker, form_id, round_id)
        if place % 2 == 0:
            given = {PHOTOS: Given(place % 4 == 0, ("group_only",) if place % 4 == 0 else (), "adult")}
            asking.take(_claimed(form_id), given, checked=True, by_user_id=worker, said_on=cast.ago(WEEK))
    return 1 + len(forms)


def _callback(cast: Cast) -> int:
    """Two things that somebody noted for themselves and others: one is late, one has time."""
    list_of_photos, list_of_people = f"/{cast.slug}/files/", f"/{cast.slug}/agreements/"
    make_task(
        "demo.leaflets", "Fetch back the old leaflets from the youth clubs", list_of_photos, permission="files.tag",
        key=_key(cast), due_on=cast.ago(6), note="Somebody on the cover no longer agrees.",
    )  # fmt: skip
    make_task(
        "demo.forms", "Ring the families whose forms are not back", list_of_people, permission="consent.record",
        key=f"{_key(cast)} forms", due_on=cast.ago(-5),
    )  # fmt: skip
    return 2


def _claimed(asking_id: UUID) -> Asking:
    found = db.session.get(Asking, asking_id)
    assert found is not None and asking.claim(found)  # made in the line before
    return found


def _is_there(cast: Cast) -> bool:
    return db.session.scalar(select(Task.id).where(Task.key == _key(cast))) is not None


def _key(cast: Cast) -> str:
    return f"demo:{cast.id('tasks')}"
