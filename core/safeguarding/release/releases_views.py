"""Emergency access as the leads see it: who opened what and why, their yes or no, the review, telling the child."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.actor import Actor
from core.access.stamps import requires
from core.db import begin_write, db, utcnow
from core.people import sightings
from core.people.models import Person
from core.safeguarding import seeing
from core.safeguarding.blueprint import desk as blueprint
from core.safeguarding.desk import words
from core.safeguarding.models import CaseGrant, CaseLook
from core.safeguarding.release import glass, rules, sealing
from core.safeguarding.release.forms import AnswerForm, ReviewForm, TellingForm, WidenForm
from core.safeguarding.store import LEAD, STORES
from core.users.directory import names_of_members
from core.web.forms import Form
from core.web.render import page
from core.web.request import current_actor

NOT_NOW: Final = "That cannot be done now, or not by you. Nothing was changed."


@dataclass(frozen=True)
class Task:
    """Something a lead does with an opening: its form, what it says above, and how it is done."""

    title: str
    hint: str
    form: type[Form]
    button: str
    take: Callable[[CaseGrant, Actor, Any], bool]


TASKS: Final[Mapping[str, Task]] = {
    "answer": Task(
        "Say yes or no",
        "A yes lasts a day: whoever it is for then opens it with their password. Say no if it can wait for you.",
        AnswerForm,
        "Save the answer",
        lambda row, actor, form: glass.answer(row, actor, yes=form.answer.data == "yes", words=form.words.data),
    ),
    "widen": Task(
        "Let it do more",
        "As it stands, it reads concerns about this one child and nothing else.",
        WidenForm,
        "Save",
        lambda row, actor, form: glass.widen(
            row, actor, may_write=form.may_write.data, allegations=form.allegations.data, words=form.words.data
        ),
    ),
    "review": Task(
        "Review it",
        "Look at why it was opened and at each page that was read. Until then nothing else opens for this person.",
        ReviewForm,
        "Save the review",
        lambda row, actor, form: glass.review(
            row, actor, was_right=form.answer.data == "yes", words=form.words.data
        ),
    ),
    "tell": Task(
        "Tell the young person",
        "People may know who read about them. Tell them in words they understand, or write down what harm it would do.",
        TellingForm,
        "Save",
        lambda row, actor, form: glass.tell(row, actor, form.told.data, form.words.data),
    ),
}


@blueprint.get("/releases")
@requires(LEAD)
def releases() -> ResponseReturnValue:
    """Every opening that this lead may know of: what waits for a lead first."""
    actor, now = current_actor(), utcnow()
    query = glass.for_leads(actor)
    waiting = list(db.session.scalars(query.where(glass.waits())))
    done = list(db.session.scalars(query.where(~glass.waits()).limit(50)))
    rows = [*waiting, *done]
    sightings.saw("Emergency access to records", {row.person_id for row in rows}, secret=True)
    return page(
        "safeguarding/releases.html", waiting=waiting, done=done, now=now, rules=rules,
        staff=names_of_members(row.user_id for row in rows), people=_people(rows), to_do=to_do,
    )  # fmt: skip


@blueprint.get("/releases/<uuid:grant_id>")
@requires(LEAD)
def release(grant_id: UUID) -> ResponseReturnValue:
    """One opening: why, who said yes, each page that was read, and what is still to do."""
    row, actor, now = _found(grant_id), current_actor(), utcnow()
    steps, looks = sealing.read(row), _looks(row)
    staff = names_of_members([row.user_id, *(step.by_user_id for step in steps)])
    sightings.saw("Emergency access to records", (row.person_id,), secret=True)
    return page(
        "safeguarding/release.html", row=row, now=now, rules=rules, steps=steps, looks=looks, staff=staff,
        people=_people([row]), tasks=TASKS, may=_may(row, actor), words=words, form=Form(),
    )  # fmt: skip


@blueprint.route("/releases/<uuid:grant_id>/<task>", methods=["GET", "POST"])
@requires(LEAD)
def release_task(grant_id: UUID, task: str) -> ResponseReturnValue:
    """Answer, widen, review, tell."""
    row, wanted = _found(grant_id), TASKS.get(task) or abort(404)
    form = wanted.form()
    if form.validate_on_submit():
        begin_write()
        held = glass.locked(grant_id) or abort(404)
        done = wanted.take(held, current_actor(), form)
        db.session.commit()
        flash("Saved." if done else NOT_NOW, "success" if done else "warning")
        return redirect(url_for(".release", grant_id=grant_id))
    if task not in _may(row, current_actor()):
        flash(NOT_NOW, "info")
        return redirect(url_for(".release", grant_id=grant_id))
    if task == "widen" and not form.is_submitted():
        form.may_write.data, form.allegations.data = row.may_write, row.allegations
    return page("safeguarding/release_task.html", form=form, row=row, task=wanted, people=_people([row]))


@blueprint.post("/releases/<uuid:grant_id>/end")
@requires(LEAD)
def release_end(grant_id: UUID) -> ResponseReturnValue:
    """Close an opening at once, one's own too."""
    begin_write()
    _found(grant_id)
    ended = glass.end(glass.locked(grant_id) or abort(404), current_actor().user_id, "Closed by a lead")
    db.session.commit()
    flash("It is closed." if ended else "It was closed already.", "success")
    return redirect(url_for(".release", grant_id=grant_id))


def to_do(row: CaseGrant) -> str:
    """What a lead has still to do with an opening, in a few words; "" for nothing."""
    stands, now = rules.standing(row, utcnow()), utcnow()
    if stands in ("waiting", "over"):
        late = row.review_by is not None and row.review_by < now and stands == "over"
        return {"waiting": "Say yes or no", "over": "Late: review it" if late else "Review it"}[stands]
    return "Tell the young person" if row.opened_at is not None and not row.told else ""


def _found(grant_id: UUID) -> CaseGrant:
    query = glass.for_leads(current_actor()).where(CaseGrant.id == grant_id)
    found: CaseGrant | None = db.session.scalar(query)
    return found or abort(404)


def _may(row: CaseGrant, actor: Actor) -> list[str]:
    stands = rules.standing(row, utcnow())
    other = actor.user_id not in (row.user_id, row.asked_by_user_id)
    may = {
        "answer": other and stands == "waiting",
        "widen": actor.user_id != row.user_id and stands in ("approved", "open"),
        "review": other and stands == "over",
        "tell": row.opened_at is not None and row.told in ("", "harm"),
    }
    return [task for task, allowed in may.items() if allowed]


def _looks(row: CaseGrant) -> list[tuple[CaseLook, int | None]]:
    """What was read, each with the number of the case; cases that the lead may not see are left out."""
    found: list[tuple[CaseLook, int | None]] = []
    looks = glass.looks(row)
    for store in STORES.values():
        ids = {look.case_id for look in looks if look.store == store.name}
        columns = seeing.listed(store, store.case.id.in_(ids)).with_only_columns(store.case.id, store.case.number)
        numbers: dict[UUID, int] = {row[0]: row[1] for row in db.session.execute(columns)} if ids else {}
        found += [(look, numbers[look.case_id]) for look in looks if look.case_id in numbers]
    return sorted(found, key=lambda one: one[0].at)


def _people(rows: list[CaseGrant]) -> dict[UUID, str]:
    query = select(Person.id, Person.name).where(Person.id.in_({row.person_id for row in rows}))
    return {row[0]: row[1] for row in db.session.execute(query)} if rows else {}
