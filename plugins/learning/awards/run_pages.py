"""Running awards, for staff and judges: planning a round, asking each nominee, choosing, announcing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Person, begin_write, create_once, db, gettext_noop, page, requires, sightings
from plugins.groups.api import free_slug, people_called
from plugins.learning import stored
from plugins.learning.awards import judging, reading, results
from plugins.learning.awards.forms import RoundForm
from plugins.learning.awards.judging import NotNow
from plugins.learning.blueprint import blueprint
from plugins.learning.here import chosen, council, nomination_in, note, or_not_here, reader, round_called
from plugins.learning.models import AwardRound
from plugins.learning.vocabulary import AGREEMENTS, NEXT_STATE, RELATIONS, ROUND_STATES, STAGES, TONES

PLANS, JUDGES = "learning.awards", "learning.judge"
SEEN = gettext_noop("A nomination for an award")
CLASH = "Somebody else changed this round since you opened the page. Yours is below and not saved: look, save again."
STEPS: Mapping[str, str] = {
    "draft": "Open it: people can put somebody forward",
    "open": "Close nominations and begin to judge",
    "judging": "Announce the winners",
}
STEPPED: Mapping[str, str] = {
    "open": "It is open: everybody can read it, and put somebody forward from its first day.",
    "judging": "Nominations are closed. Judges can choose now.",
    "announced": "The winners are announced. Only those who agree to be named are named.",
}


@blueprint.get("/run/awards/")
@requires(JUDGES)
def run_awards() -> Response:
    """Every round, the newest first."""
    found = reading.rounds(planned=reader().can(PLANS))
    return page("learning/run_awards.html", face="worker", rounds=found, states=ROUND_STATES, tones=TONES)


@blueprint.route("/run/awards/new", methods=["GET", "POST"])
@requires(PLANS)
def new_round() -> Response:
    """Plan a round; nobody else sees it before it is opened."""
    form = _round_form()
    if form.validate_on_submit():
        key = free_slug(form.title.data or "", db.session.scalars(db.select(AwardRound.key)))
        row, is_new = create_once(AwardRound, form, lambda id: AwardRound(id=id, key=key, **form.values()))
        if is_new:
            _set_categories(row, form)
            note("round_planned", row)
        db.session.commit()
        return redirect(url_for("learning.run_round", key=row.key))
    return _form_page(form, None)


@blueprint.route("/run/awards/<key>/edit", methods=["GET", "POST"])
@requires(PLANS)
def edit_round(key: str) -> Response:
    """Change a round."""
    row, form = round_called(key), _round_form()
    clash = form.is_submitted() and form.version.data != str(row.version)
    if not form.is_submitted():
        form.show(row, reading.categories(row))
    elif clash:
        form.version.data = str(row.version)
    elif form.validate():
        for name, value in form.values().items():
            setattr(row, name, value)
        _set_categories(row, form)
        note("round_changed", row)
        db.session.commit()
        flash("The round is saved.", "success")
        return redirect(url_for("learning.run_round", key=key))
    return _form_page(form, row, clash)


@blueprint.get("/run/awards/<key>/")
@requires(JUDGES)
def run_round(key: str) -> Response:
    """One round: each area's list, and everybody who was put forward, a page at a time."""
    round, filters = round_called(key), reading.Filters.of(request.args)
    rows, following = reading.lines(round, filters, reader(), chosen().page_size)
    sightings.saw(SEEN, [row.person_id for row in rows if row.person_id])
    here = filters.kept()
    pages = {"next": url_for("learning.run_round", key=key, **here, after=following) if following else None}
    return page(
        "learning/run_round.html",
        face="worker",
        round=round,
        rows=rows,
        filters=filters,
        areas=_area_keys(round),
        outcome=results.results_of(round.id, to_everybody=False),
        pages=pages | {"previous": url_for("learning.run_round", key=key, **here) if filters.after else None},
        step=STEPS.get(round.state, ""),
        stopped=judging.why_not_on(round),
        **_words(),
    )


@blueprint.post("/run/awards/<key>/step")
@requires(PLANS)
def step_round(key: str) -> Response:
    """Open it, close nominations, announce; or one state back."""
    round = round_called(key)
    begin_write()
    try:
        if request.form.get("back"):
            judging.step_back(round)
        elif request.form.get("to") == NEXT_STATE.get(round.state):
            judging.step(round)
        else:
            raise NotNow("Somebody else took this step a moment ago. Look at where the round stands now.")
    except NotNow as refused:
        db.session.rollback()
        flash(f"{refused} The round stays as it was.", "warning")
        return redirect(url_for("learning.run_round", key=key))
    note("round_stepped", round, state=round.state)
    state = round.state
    db.session.commit()
    flash("It is one step back." if request.form.get("back") else STEPPED[state], "success")
    return redirect(url_for("learning.run_round", key=key))


@blueprint.get("/run/awards/<key>/<uuid:id>")
@requires(JUDGES)
def run_nomination(key: str, id: UUID) -> Response:
    """One nomination: why, who they are, whether they said yes, how far they come."""
    round = round_called(key)
    row = nomination_in(round, id)
    words = request.args.get("words", "").strip()
    may_plan, judge_id = reader().can(PLANS), reader().person_id
    if row.person_id:
        sightings.saw(SEEN, [row.person_id])
    return page(
        "learning/run_nomination.html",
        face="worker",
        round=round,
        row=row,
        person=reading.nominee(row),
        area=row.place.name if row.place and not results.kept_back([row.person_id]) else "",
        words=words,
        found=people_called(words) if words and may_plan else [],
        knows=judge_id is not None and judging.knows(row.id, judge_id),
        stopped=judging.why_not(round, row, row.stage, judge_id),
        may_plan=may_plan,
        **_words(),
    )


@blueprint.post("/run/awards/<key>/<uuid:id>/who")
@requires(PLANS)
def link_nominee(key: str, id: UUID) -> Response:
    """Say who on record they are, so that they can be asked; or that it was somebody else."""
    row = nomination_in(round_called(key), id)
    chosen_id = request.form.get("person", "")
    row.person_id = or_not_here(_person(chosen_id)).id if chosen_id else None
    row.agreement, row.agreed_on, row.agreed_how, row.stage = "waiting", None, "", "nominated"
    note("nominee_linked", row)
    db.session.commit()
    flash("They find the question on their own page now, if they can sign in. Ask them yourself too.", "success")
    return redirect(url_for("learning.run_nomination", key=key, id=id))


@blueprint.post("/run/awards/<key>/<uuid:id>/agreement")
@requires(PLANS)
def nominee_told(key: str, id: UUID) -> Response:
    """Keep what the nominee said when somebody asked them."""
    row, answer = nomination_in(round_called(key), id), request.form.get("answer", "")
    if answer not in ("yes", "no"):
        flash("Choose what they said: yes or no. Nothing was changed.", "warning")
    else:
        judging.agree(row, answer, "told")
        note("nominee_answered", row, answer=answer, how="told")
        db.session.commit()
        flash("Their own answer is kept." + ("" if answer == "yes" else " They are on no list any more."), "success")
    return redirect(url_for("learning.run_nomination", key=key, id=id))


@blueprint.post("/run/awards/<key>/<uuid:id>/stage")
@requires(JUDGES)
def judge(key: str, id: UUID) -> Response:
    """Put somebody on the list, let them win, or take them off again."""
    round = round_called(key)
    row, stage = nomination_in(round, id), request.form.get("stage", "")
    begin_write()
    try:
        judging.move(round, row, stage, reader().person_id)
    except NotNow as refused:
        db.session.rollback()
        flash(f"{refused} Nothing was changed.", "warning")
        return redirect(url_for("learning.run_nomination", key=key, id=id))
    note("nominee_judged", row, stage=stage)
    db.session.commit()
    flash(f"Kept: {STAGES[stage].lower()}.", "success")
    return redirect(url_for("learning.run_nomination", key=key, id=id))


@blueprint.post("/run/awards/<key>/<uuid:id>/know")
@requires(JUDGES)
def judge_knows(key: str, id: UUID) -> Response:
    """Say that one knows whoever was put forward, or that it was a mistake (NC25)."""
    row, judge_id, does = nomination_in(round_called(key), id), reader().person_id, bool(request.form.get("knows"))
    if judge_id is not None:
        judging.know(row, judge_id, does)
        note("judge_knows", row, knows=does)
        db.session.commit()
        flash("Thank you. Somebody else judges this one." if does else "You can judge this one again.", "success")
    return redirect(url_for("learning.run_nomination", key=key, id=id))


def _round_form() -> RoundForm:
    form = RoundForm()
    form.offer((kind.key, kind.plural) for kind in council().file.place_kinds)
    return form


def _form_page(form: RoundForm, round: AwardRound | None, clash: bool = False) -> Response:
    status = 409 if clash else 400 if form.is_submitted() else 200
    notice = CLASH if clash else ""
    return page("learning/round_form.html", face="worker", form=form, round=round, clash=notice, status=status)


def _set_categories(round: AwardRound, form: RoundForm) -> None:
    held = {one.title: one.key for one in reading.categories(round)}
    taken = set(held.values())
    wanted: list[dict[str, str]] = []
    for title in form.titles():
        key = held.get(title) or free_slug(title, taken)
        taken.add(key)
        wanted.append({"key": key, "title": title})
    stored.set_categories(round, wanted)


def _person(typed: str) -> Person | None:
    try:
        return db.session.get(Person, UUID(typed))
    except ValueError:
        return None


def _area_keys(round: AwardRound) -> list[tuple[str, str]]:
    return [(place.key, place.name) for place in council().file.places if place.kind == round.area_kind]


def _words() -> dict[str, Any]:
    return {
        "states": ROUND_STATES,
        "tones": TONES,
        "stages": STAGES,
        "agreements": AGREEMENTS,
        "relations": RELATIONS,
    }
