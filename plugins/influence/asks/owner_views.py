"""The pages for who must answer: choosing a kind, naming somebody, taking them off, passing it on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import db, files, local_today, page, requires
from plugins.groups.api import Board, announce_report, young_seats
from plugins.influence.asks import owners, sending, shown, wording
from plugins.influence.asks.owner_forms import BoardForm, OwnerForm, PaperForm, PartnerForm, PersonForm
from plugins.influence.blueprint import blueprint
from plugins.influence.here import ask_or_404, chosen, not_here, note, or_not_here, reader
from plugins.influence.models import Ask, Owner
from plugins.influence.visibility import FOLLOWS_ASK

Make = Callable[[UUID], Owner]
ASKED = "They are asked now: the day by which they must answer stands on the question."
FROM = "Children and young people"
"""Who a report is from, as everybody reads it in the board's list."""


@blueprint.get("/asks/<uuid:id>/owners/new")
@requires("influence.ask")
def choose_owner(id: UUID) -> Response:
    """Whom to ask: somebody here, somebody of a partner, or a board."""
    found = ask_or_404(id, FOLLOWS_ASK)
    return page(
        "influence/choose_owner.html",
        face="worker",
        ask=found,
        instead=_instead(found),
        boards=owners.boards(),
        has_people=bool(owners.who_decides()),
    )


@blueprint.route("/asks/<uuid:id>/owners/new/person", methods=["GET", "POST"])
@requires("influence.ask")
def ask_person(id: UUID) -> Response:
    """Ask somebody who decides here and has an account."""
    found, form = ask_or_404(id, FOLLOWS_ASK), PersonForm()
    form.offer(owners.who_decides(), owners.organisations())
    return _named(found, form, "Somebody who decides here", lambda id: _with_place(form.owner(id)))


@blueprint.route("/asks/<uuid:id>/owners/new/partner", methods=["GET", "POST"])
@requires("influence.ask")
def ask_partner(id: UUID) -> Response:
    """Ask somebody of another organisation by mail."""
    found, form = ask_or_404(id, FOLLOWS_ASK), PartnerForm()
    form.offer(owners.organisations())
    return _named(found, form, "Somebody of another organisation", form.owner)


@blueprint.route("/asks/<uuid:id>/owners/new/board/<uuid:board_id>", methods=["GET", "POST"])
@requires("influence.ask")
def ask_board(id: UUID, board_id: UUID) -> Response:
    """Ask a board on one of its days."""
    found, form = ask_or_404(id, FOLLOWS_ASK), BoardForm()
    board = or_not_here(db.session.get(Board, board_id))
    form.offer(owners.days_of(board_id), owners.presenters(board_id, reader()), local_today())
    return _named(found, form, board.name, lambda id: _of_board(form, id, board), board)


@blueprint.route("/asks/<uuid:id>/owners/<uuid:owner_id>/paper", methods=["GET", "POST"])
@requires("influence.ask")
def owner_paper(id: UUID, owner_id: UUID) -> Response:
    """Add a board's paper, or say who presents it; also after it was asked."""
    found, form, refused = ask_or_404(id, FOLLOWS_ASK), PaperForm(), ""
    owner = _of(found, owner_id)
    if owner.board_id is None or owner.state != "waiting":
        not_here()
    form.offer(owners.presenters(owner.board_id, reader()), owner)
    if form.validate_on_submit():
        try:
            sending.prepare(found, owner, form.presenter(), keep_paper(form.paper.data))
            note("owner_paper", found, owner=str(owner.id))
            db.session.commit()
            flash("It is saved.", "success")
            return redirect(url_for("influence.ask", id=id))
        except wording.REFUSALS as refusal:
            db.session.rollback()
            refused, found = wording.said_of(refusal), ask_or_404(id, FOLLOWS_ASK)
    status = 400 if form.is_submitted() else 200
    return page("influence/owner_paper.html", face="worker", form=form, ask=found, refused=refused, status=status)


@blueprint.post("/asks/<uuid:id>/owners/<uuid:owner_id>/remove")
@requires("influence.ask")
def remove_owner(id: UUID, owner_id: UUID) -> Response:
    """Take somebody off a draft."""
    found = ask_or_404(id, FOLLOWS_ASK)
    try:
        owners.remove(found, _of(found, owner_id))
        note("owner_removed", found, owner=str(owner_id))
        db.session.commit()
        flash("They are taken off. Nobody was told anything.", "success")
    except wording.REFUSALS as refusal:
        db.session.rollback()
        flash(wording.said_of(refusal), "warning")
    return redirect(url_for("influence.ask", id=id))


def _named(found: Ask, form: OwnerForm, heading: str, make: Make, board: Board | None = None) -> Response:
    """Show the form, or add whom it names; in both cases perhaps in place of somebody."""
    id, instead, refused = found.id, _instead(found), ""
    form.needs_why(instead is not None)
    if form.validate_on_submit():
        try:
            _add(found, form, make, instead)
            return redirect(url_for("influence.ask", id=id))
        except wording.REFUSALS as refusal:
            db.session.rollback()
            refused, found = wording.said_of(refusal), ask_or_404(id, FOLLOWS_ASK)
    return page(
        "influence/owner.html",
        face="worker",
        form=form,
        ask=found,
        heading=heading,
        instead=instead,
        refused=refused,
        board=board,
        seats=young_seats(board.id, reader()) if board else [],
        days=chosen().answer_days,
        is_open=wording.is_open(found),
        status=400 if form.is_submitted() else 200,
    )


def _add(found: Ask, form: OwnerForm, make: Make, instead: shown.OwnerLine | None) -> None:
    """Ask them, once: the same form sent again finds them there. Raises NotNow or Refused."""
    if db.session.get(Owner, form.record_id) is None:
        owner, actor = make(form.record_id), reader()
        if instead:
            sending.pass_on(found, _of(found, instead.id), owner, actor, form.reason())
        else:
            sending.ask_also(found, owner, actor)
        note("owner_passed_on" if instead else "owner_added", found, owner=str(owner.id), kind=owner.kind)
        db.session.commit()
    flash("They are on the question. It is still a draft." if wording.is_open(found) else ASKED, "success")


def _of_board(form: BoardForm, id: UUID, board: Board) -> Owner:
    """The board's part, with its paper kept and its list of reports told where that is wanted. Raises Refused."""
    owner = form.owner(id)
    owner.board_id, owner.title, owner.organisation_id = board.id, board.name, board.organisation_id
    owner.paper_id = keep_paper(form.paper.data)
    if title := form.report_title.data:
        announce_report(board.id, owner.date_id, title, form.report_about.data or "", FROM)
    return owner


def keep_paper(paper: Any) -> UUID | None:
    """Take a paper in; None where none was chosen. Raises Refused."""
    if not paper:
        return None
    return files.keep(paper.stream, paper.filename or "", "document", by_user_id=reader().user_id).id


def _with_place(owner: Owner) -> Owner:
    """Somebody belongs where their record says, unless another organisation was chosen."""
    if owner.organisation_id is None and owner.person_id:
        owner.organisation_id = owners.organisation_of(owner.person_id)
    return owner


def _instead(found: Ask) -> shown.OwnerLine | None:
    """Who is let off, where the address names somebody of this ask."""
    asked = request.args.get("instead", "")
    return next((one for one in shown.owners(found, reader()) if str(one.id) == asked), None)


def _of(found: Ask, owner_id: UUID) -> Owner:
    row = db.session.get(Owner, owner_id)
    return row if row is not None and row.ask_id == found.id else not_here()
