"""The second look: somebody else than whoever did the work releases it or sends it back; a lead's own two decisions."""

from typing import Any, Final
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.data_rights.requests import packing
from core.data_rights.requests.blueprints import desk as blueprint
from core.data_rights.requests.desk_forms import EntitledForm, GraveForm, StepForm
from core.data_rights.requests.desk_views import found
from core.data_rights.requests.erasing import rehearse
from core.data_rights.requests.gathering import read
from core.data_rights.requests.handling import StepRefused, check, state_of, step_on, take
from core.data_rights.requests.listing import to_look_over, waits_for
from core.data_rights.requests.models import RightsRequest
from core.data_rights.requests.redaction import REASONS
from core.data_rights.requests.redaction_views import PAGE, words
from core.data_rights.requests.standing import standing
from core.data_rights.requests.words import STAFF_KINDS, STATES, STEPS
from core.data_rights.subject import subject_of
from core.db import begin_write, db
from core.people.sightings import leading_role
from core.safeguarding import releasing
from core.safeguarding.desk.words import reference
from core.safeguarding.store import CONCERNS, Store
from core.web.render import page
from core.web.request import current_actor, required_authority

ANSWERS: Final = {
    "grave": ("grave_released", "grave_kept"),
    "second_look": ("released", "sent_back"),
    "approval": ("approved", "sent_back"),
}
"""What can be said to what waits: yes first."""


@blueprint.get("/looking-over/")
@requires("rights.release")
def looking_over() -> ResponseReturnValue:
    """What waits for my second look."""
    lines = to_look_over(required_authority(), current_actor())
    return page("data_rights/look_list.html", lines=lines, kinds=STAFF_KINDS, states=STATES)


@blueprint.route("/looking-over/<uuid:request_id>", methods=["GET", "POST"])
@requires("rights.release")
def look_over(request_id: UUID) -> ResponseReturnValue:
    """One request before it goes: as the person will read it, what is left out, and my yes or no."""
    asked, authority = found(request_id), required_authority()
    wanted = _wanted(asked)
    form = EntitledForm() if wanted == "entitlement" else _form(asked, wanted)
    return page(
        f"data_rights/look_{wanted}.html", asked=asked, standing=standing(asked), form=form, kinds=STAFF_KINDS,
        given=packing.as_given(authority, asked) if wanted in ("second_look", "grave") else [],
        left_out=_left_out(asked), would=rehearse(authority, asked) if wanted == "approval" else None,
    )  # fmt: skip


@blueprint.get("/looking-over/<uuid:request_id>/parts/<int:number>")
@requires("rights.release")
def look_at_part(request_id: UUID, number: int) -> ResponseReturnValue:
    """One part as the person will read it."""
    asked = found(request_id)
    _wanted(asked)
    given = packing.as_given(required_authority(), asked)
    one = given[number - 1] if 1 <= number <= len(given) else abort(404)
    return page("data_rights/look_part.html", asked=asked, number=number, part=one, rows=one.rows, words=words, at=PAGE)


@blueprint.post("/looking-over/<uuid:request_id>/<answer>")
@requires("rights.release")
def answer(request_id: UUID, answer: str) -> ResponseReturnValue:
    """Say yes or no, with a reason where it goes back."""
    begin_write()
    asked = found(request_id)
    wanted = _wanted(asked)
    form = _form(asked, wanted)
    if answer not in ("yes", "no") or wanted not in ANSWERS or not form.validate_on_submit():
        abort(404)
    step = ANSWERS[wanted][0 if answer == "yes" else 1]
    try:
        step_on(required_authority(), asked, step, current_actor().user_id, form.why.data or "")
        if wanted == "grave":
            _choose_cases(asked, form, let_in=answer == "yes")
        if step == "released":
            packing.pack(required_authority(), asked)
        db.session.commit()
        flash(f"{STEPS[step]}.", "success")
        return redirect(url_for(".looking_over"))
    except StepRefused as refused:
        db.session.rollback()
        flash(str(refused), "warning")
        return redirect(url_for(".look_over", request_id=request_id))


@blueprint.post("/looking-over/<uuid:request_id>/entitled")
@requires("rights.release_grave")
def entitled(request_id: UUID) -> ResponseReturnValue:
    """Say that somebody may act for the person, and on what ground; a refusal is the officer's to tell."""
    begin_write()
    asked, form, by = found(request_id), EntitledForm(), current_actor().user_id
    if _wanted(asked) != "entitlement":
        abort(404)
    if not form.validate_on_submit():
        return page("data_rights/look_entitlement.html", asked=asked, standing=standing(asked), form=form,
                    kinds=STAFF_KINDS)  # fmt: skip
    why = form.why.data or ""
    check(required_authority(), asked, "entitled", by, why)
    take(asked, "entitled", by, why, {"how": form.basis.data})
    db.session.commit()
    flash("The officer goes on from here.", "success")
    return redirect(url_for(".looking_over"))


def _form(asked: RightsRequest, wanted: str) -> StepForm:
    if wanted != "grave":
        return StepForm()
    form = GraveForm()
    form.offer((str(case.id), _case(store, case)) for store, case in releasing.mine_about(_person_ids(asked)))
    return form


def _choose_cases(asked: RightsRequest, form: StepForm, *, let_in: bool) -> None:
    """What a lead lets into a copy stands with the cases alone: the request tells nobody that there are any."""
    ticked = form.cases.data or () if let_in and "cases" in form else ()
    chosen = frozenset(UUID(one) for one in ticked)
    actor = current_actor()
    releasing.choose(_person_ids(asked), asked.id, chosen, actor.user_id, leading_role(actor))


def _person_ids(asked: RightsRequest) -> tuple[UUID, ...]:
    return subject_of(str(asked.person_id)).person_ids


def _case(store: Store, case: Any) -> str:
    what = "Concern" if store is CONCERNS else "Allegation"
    return f"{what} {reference(case.id)}, received on {case.received_at.day} {case.received_at:%B %Y}, {case.state}"


def _wanted(asked: RightsRequest) -> str:
    """What I am to decide of it; where it is not mine to look over, it is not there."""
    return waits_for(asked.steps, state_of(asked), current_actor()) or abort(404)


def _left_out(asked: RightsRequest) -> list[tuple[str, str, str]]:
    """What is left out: part, field ("" for the whole row) and reason."""
    choices = packing.choices_of(asked)
    rows = {row.key: part.name for part in read(required_authority().id, asked.id) for row in part.rows}
    return [(rows.get(key, ""), words(field) if field else "", REASONS[why]) for (key, field), why in choices.items()]
