"""Questions between leads: asking the region's councils, answering, and saying what solved it."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, current_actor, db, disclosure, offers, page, required_authority, requires
from plugins.practice_exchange import here
from plugins.practice_exchange.asking import reading
from plugins.practice_exchange.asking.forms import RegionAnswerForm, RegionQuestionForm
from plugins.practice_exchange.blueprint import blueprint, region_blueprint
from plugins.practice_exchange.here import Desk
from plugins.practice_exchange.looking import LOOK, looked, unlooked
from plugins.practice_exchange.tabs import crumbs, paged, tabs
from plugins.practice_exchange.visibility import LEADS, OFFERS, READS
from plugins.practice_exchange.vocabulary import SOLVED


@blueprint.get("/<region>/questions/")
@requires(READS)
def questions(region: str) -> Response:
    """What leads of the region asked each other."""
    return _questions(here.desk(region))


@region_blueprint.get("/questions/", endpoint="questions")
@requires(LEADS)
def questions_of_lead(region: str) -> Response:
    """The same for the region's lead, who reads along."""
    return _questions(here.lead_desk(region))


@blueprint.route("/<region>/questions/new", methods=["GET", "POST"])
@requires(OFFERS)
def new_question(region: str) -> Response:
    """Ask the councils of the region."""
    desk, form = here.desk(region), RegionQuestionForm()
    typed = {"Your question": form.title.data or "", "What you need": form.words.data or ""}
    seen = looked(typed if form.is_submitted() else {})
    refused = LOOK if unlooked(seen) else ""
    if form.validate_on_submit() and not refused:
        draft = offers.Draft(
            id=form.record_id,
            region=region,
            sort="question",
            title=form.title.data or "",
            summary=form.words.data or "",
            contact=here.contact_of(required_authority()),
        )
        made = offers.offer(draft, current_actor().user_id)
        db.session.commit()
        flash("Asked. Workers of the other councils are told.", "success")
        return redirect(desk.url("question", id=made.id))
    return page(
        "practice_exchange/question_form.html",
        face="worker",
        status=422 if form.is_submitted() else 200,
        desk=desk,
        crumbs_here=crumbs(desk, ("Questions", desk.url("questions")), ("Ask the region", None)),
        form=form,
        seen=seen,
        refused=refused,
        kinds=disclosure.KINDS,
    )


@blueprint.route("/<region>/questions/<uuid:id>", methods=["GET", "POST"])
@requires(READS)
def question(region: str, id: UUID) -> Response:
    """One question with its answers; answering it."""
    desk = here.desk(region)
    found = here.shown(region, id, "question")
    if not desk.may_offer:
        return _question(desk, found, None)
    form = RegionAnswerForm()
    form.offer_own(reading.own_things(desk))
    seen = looked({"Your answer": form.words.data or ""} if form.is_submitted() else {})
    if form.validate_on_submit() and not unlooked(seen):
        draft = offers.Draft(
            id=form.record_id,
            region=region,
            sort="answer",
            title="",
            summary=form.words.data or "",
            about_id=id,
            attached_id=reading.attached(desk, form.attached.data or ""),
        )
        offers.offer(draft, current_actor().user_id)
        db.session.commit()
        flash("Thank you. Your answer stands below the question.", "success")
        return redirect(desk.url("question", id=id))
    return _question(desk, found, form, seen)


@region_blueprint.get("/questions/<uuid:id>", endpoint="question")
@requires(LEADS)
def question_of_lead(region: str, id: UUID) -> Response:
    """One question with its answers, for the region's lead."""
    desk = here.lead_desk(region)
    return _question(desk, here.shown(region, id, "question"), None)


@blueprint.post("/<region>/questions/<uuid:id>/solved")
@requires(OFFERS)
def solve(region: str, id: UUID) -> Response:
    """Our own question: say which answer solved it, or open it again."""
    desk, found = here.desk(region), here.shown(region, id, "question")
    if not Form().validate_on_submit() or found.authority_id != required_authority().id:
        here.not_here()
    by = {str(one.offer.id): one.offer.id for one in reading.answers(found)}.get(request.form.get("answer", ""))
    again = found.stage == SOLVED and by in (None, found.attached_id)
    offers.change(id, "" if again else SOLVED, None if again else by)
    db.session.commit()
    solved = "Kept: this question is solved. Others find it and what solved it."
    flash("It is open again." if again else solved, "success")
    return redirect(desk.url("question", id=id))


def _questions(desk: Desk) -> Response:
    state, words, after = (request.args.get(name, "").strip()[:200] for name in ("state", "words", "after"))
    rows, following = reading.questions(desk, state, words, after)
    filters = {name: value for name, value in (("state", state), ("words", words)) if value}
    return page(
        "practice_exchange/questions.html",
        face="worker",
        desk=desk,
        crumbs_here=crumbs(desk, ("Questions", None)),
        tabs=tabs(desk, "questions"),
        rows=rows,
        state=state,
        words=words,
        new_url=url_for("practice_exchange.new_question", region=desk.region) if desk.may_offer else None,
        pages=paged(desk, "questions", following, filters, not after),
    )


def _question(desk: Desk, found: offers.Offer, form: RegionAnswerForm | None, seen: object = None) -> Response:
    asked = form is not None and form.is_submitted()
    return page(
        "practice_exchange/question.html",
        face="worker",
        status=422 if asked else 200,
        desk=desk,
        crumbs_here=crumbs(desk, ("Questions", desk.url("questions")), (found.title, None)),
        question=found,
        council=offers.council_named(found.authority_id),
        is_own=desk.may_offer and desk.council is not None and found.authority_id == desk.council.id,
        is_solved=found.stage == SOLVED,
        answers=reading.answers(found),
        form=form,
        seen=seen or {},
        refused=LOOK if asked and seen else "",
        kinds=disclosure.KINDS,
    )
