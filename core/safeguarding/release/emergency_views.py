"""Emergency access for whoever needs it: open one child's cases for a while, see what it opened, close it."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.stamps import requires
from core.clock import local_today
from core.db import begin_write, db, utcnow
from core.people import showing, sightings
from core.people.access import person_or_404
from core.people.forms import choices
from core.people.models import Person
from core.safeguarding import grants, seeing
from core.safeguarding.alarms import send_now
from core.safeguarding.conflicts.desk_people import staff
from core.safeguarding.desk import telling_time, words
from core.safeguarding.models import CaseGrant
from core.safeguarding.release import glass, rules
from core.safeguarding.release.forms import AskForm, OpenForm, PasswordForm
from core.safeguarding.release.fresh import is_fresh
from core.safeguarding.release.telling import tell_officer
from core.safeguarding.store import GLASS, STORES, Store
from core.web.forms import Form
from core.web.render import page
from core.web.request import current_actor

ASK: Final = "safeguarding.glass_ask"
FORM: Final = "The form for emergency access"
PASSED_ON: Final = "Passed on to the safeguarding leads. You will not hear what comes of it."
ASKED: Final = "The safeguarding leads have been asked. This page will say when one of them has said yes."
NOT_OPEN: Final = "It could not be opened. Read what this page says now."
blueprint = Blueprint("emergency", __name__, url_prefix="/<authority>/emergency-access")


@blueprint.get("/")
@requires(GLASS)
def mine() -> ResponseReturnValue:
    """What I have open now, with the cases it shows, and what I opened before."""
    actor = current_actor()
    live = grants.live(actor)
    shown = _opened(live) if live else None
    return page(
        "safeguarding/emergency.html", live=live, shown=shown, past=_past(), frozen=glass.is_frozen(_me()),
        rules=rules, now=utcnow(), words=words, time=telling_time, form=Form(),
    )  # fmt: skip


@blueprint.route("/<uuid:person_id>", methods=["GET", "POST"])
@requires(GLASS)
def open_up(person_id: UUID) -> ResponseReturnValue:
    """Say why, and open the cases about this child now; or ask, where a lead must say yes first."""
    found, actor = _about(person_id), current_actor()
    if grants.opens(actor, person_id):
        return redirect(url_for(".mine"))
    ready = glass.ready(actor, person_id)
    form = PasswordForm() if ready else OpenForm()
    frozen = glass.is_frozen(_me())
    if not frozen and form.validate_on_submit() and is_fresh(form.password, actor):
        return _opening(form, person_id)
    db.session.expire_all()
    return page(
        "safeguarding/emergency_open.html", form=form, person=found, ready=ready, frozen=frozen,
        waits=not ready and _waits(person_id),
    )  # fmt: skip


@blueprint.post("/end")
@requires(GLASS)
def end() -> ResponseReturnValue:
    """Close what I have open."""
    begin_write()
    live = grants.live(current_actor())
    if live is not None and glass.end(live, current_actor().user_id):
        db.session.commit()
        flash("Emergency access is closed.", "success")
    return redirect(url_for(".mine"))


@blueprint.route("/ask/<uuid:person_id>", methods=["GET", "POST"])
@requires(ASK)
def ask(person_id: UUID) -> ResponseReturnValue:
    """Ask the leads for a colleague; whoever asks learns no more than that it was passed on."""
    found, form = _about(person_id), AskForm()
    form.colleague.choices = choices((str(user_id), name) for user_id, name in _colleagues())
    if form.validate_on_submit():
        begin_write()
        why = {"reason": form.reason.data, "words": form.words.data}
        glass.ask(form.record_id, UUID(form.colleague.data), person_id, rules.LONGEST, why, current_actor())
        db.session.commit()
        send_now()
        flash(PASSED_ON, "success")
        return redirect(url_for("people.person", person_id=person_id))
    return page("safeguarding/emergency_ask.html", form=form, person=found)


def _about(person_id: UUID) -> Person:
    """The child, whom one sees anyway and who is not oneself; that somebody came here is told to nobody."""
    found = person_or_404(person_id)
    if person_id == current_actor().person_id or found.merged_into_id is not None:
        abort(404)
    sightings.saw(FORM, (person_id,), secret=True)
    return found


def _opening(form: Any, person_id: UUID) -> ResponseReturnValue:
    """With the right password: open it, or put it before the leads."""
    begin_write()
    actor = current_actor()
    row = glass.ready(actor, person_id) or _asked(form, person_id)
    opened = glass.open_now(row, actor) if rules.standing(row, utcnow()) == "approved" else False
    waits = rules.standing(row, utcnow()) == "waiting"
    db.session.commit()
    send_now()
    if opened:
        tell_officer()
        return redirect(url_for(".mine"))
    flash(ASKED if waits else NOT_OPEN, "info")
    return redirect(url_for(".mine"))


def _asked(form: Any, person_id: UUID) -> CaseGrant:
    if not isinstance(form, OpenForm):
        abort(404)  # the yes has lapsed between the page and the button
    why = {"reason": form.reason.data, "words": form.words.data}
    return glass.ask(form.record_id, _me(), person_id, int(form.minutes.data), why, current_actor())


def _opened(live: CaseGrant) -> dict[str, Any]:
    """The child's record and the cases about them; that they were shown is on record before the page is made."""
    person = person_or_404(live.person_id)
    sightings.saw("The record, opened in an emergency", (person.id,), secret=True)
    facts = showing.facts(person, local_today(), details=True)
    db.session.rollback()
    begin_write()
    cases = [(store.name, row) for store in STORES.values() for row in _cases_about(store, live)]
    db.session.commit()
    return {"person": person, "facts": facts, "cases": cases}


def _cases_about(store: Store, live: CaseGrant) -> list[Any]:
    about = select(store.part.case_id).where(store.part.person_id == live.person_id, store.part.part == "child")
    rows = list(db.session.scalars(seeing.listed(store, store.case.id.in_(about)).order_by(store.case.raised_at)))
    seeing.noted(store, [row.id for row in rows], "The list of an emergency opening")
    return rows


def _past() -> list[tuple[CaseGrant, str, str]]:
    """My own openings: (opening, the child's name, where it stands)."""
    rows, now = glass.mine(current_actor()), utcnow()
    query = select(Person.id, Person.name).where(Person.id.in_({row.person_id for row in rows}))
    names: dict[UUID, str] = {row[0]: row[1] for row in db.session.execute(query)} if rows else {}
    return [(row, names.get(row.person_id, ""), rules.standing(row, now)) for row in rows]


def _waits(person_id: UUID) -> bool:
    rows = glass.mine(current_actor())
    return any(row.person_id == person_id and rules.standing(row, utcnow()) == "waiting" for row in rows)


def _colleagues() -> list[tuple[UUID, str]]:
    """Those who may open in an emergency, but for whoever asks."""
    here = current_actor().user_id
    return [(one.user_id, one.names[0]) for one in staff() if GLASS in one.rights and one.user_id != here]


def _me() -> UUID:
    user_id = current_actor().user_id
    assert user_id is not None  # the stamp let only members in
    return user_id
