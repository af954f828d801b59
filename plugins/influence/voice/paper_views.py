"""Cards on paper: print them, and type in what came back, card after card."""

from flask import flash, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Actor, create_once, db, kept, local_today, page, public, reading, requires
from plugins.groups.api import SEES_GROUP, Group
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council, note, reader
from plugins.influence.models import View
from plugins.influence.voice import capture, keeping
from plugins.influence.voice.cards import SIZES, card_pdf
from plugins.influence.voice.paper_forms import CardForm, PaperForm, cards


@blueprint.get("/views/cards", endpoint="cards")
@requires("influence.hear")
def cards_page() -> Response:
    """What the cards are for, and the cards themselves to print."""
    actor = reader()
    seen = db.select(Group.key, Group.name).where(SEES_GROUP.criteria(actor)).order_by(Group.name, Group.id)
    groups = [(row.key, row.name) for row in db.session.execute(seen)]
    return page("influence/cards.html", face="worker", groups=groups, group=request.args.get("group", ""))


@blueprint.get("/views/cards.pdf")
@public("an empty card says nothing about anybody; a group's name stands on it only for whoever sees the group")
def cards_pdf() -> Response:
    """One card of A5, in the language that the reader chose; print as many as there are young people."""
    key, band = request.args.get("group", ""), request.args.get("band", "")
    seen = db.select(Group.name).where(Group.key == key, SEES_GROUP.criteria(reader()))
    name = (db.session.scalar(seen) if key else None) or ""
    band = band if band in SIZES else "standard"
    card = kept(council(), ("influence.card", band, reading()[1], name), lambda: card_pdf(council(), band, name))
    answer = make_response(card)
    answer.mimetype = "application/pdf"
    answer.headers.set("Content-Disposition", "inline", filename="card.pdf")
    return answer


@blueprint.route("/views/paper", methods=["GET", "POST"])
@requires("influence.hear")
def paper() -> Response:
    """Type in several cards at once; sent twice, each is kept once."""
    form, some = PaperForm(), cards()
    form.offer(capture.groups_of(reader()))
    form.offer_about(council(), [("place", request.args["place"])] if "place" in request.args else ())
    if not form.is_submitted():
        form.group_id.data = request.args.get("group", "")
    written = [card for card in some if card.words.data]
    if form.is_submitted() and _all_well(form, some) and written:
        return _kept(form, written)
    empty = form.is_submitted() and not written
    status = 400 if form.is_submitted() else 200
    return page("influence/paper.html", face="worker", form=form, cards=some, empty=empty, status=status)


def _all_well(form: PaperForm, some: list[CardForm]) -> bool:
    """Every form is looked at, so that all that is wrong is said at once."""
    return all([form.validate(), *(card.validate() for card in some)])


def _kept(form: PaperForm, written: list[CardForm]) -> Response:
    actor, new = reader(), 0
    for card in written:
        view, is_new = create_once(View, card, lambda id, card=card: _view(id, form, card, actor))  # type: ignore[misc]
        if is_new:
            keeping.keep(view, form.tags, actor)
            note("view_typed_in", view, permission=view.permission)
            new += 1
    place = next((key for name, key in form.tags if name == "place"), None)
    again = url_for("influence.paper", group=form.group_id.data or None, place=place)
    db.session.commit()
    flash(f"{new} {'card is' if new == 1 else 'cards are'} kept. Here are empty ones for the next.", "success")
    return redirect(again)


def _view(id: object, form: PaperForm, card: CardForm, actor: Actor) -> View:
    return View(
        id=id,
        words=card.words.data or "",
        sort=card.sort.data or "change",
        voice="anonymous",
        group_id=form.group,
        permission=card.permission.data,
        worker_id=actor.person_id if card.permission.data == "my_worker" else None,
        entered="paper",
        entered_by_id=actor.person_id,
        said_on=form.said_on.data or local_today(),
    )
