"""The pages for making an ask of views and wording it; each change of two at once keeps both."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, page, requires
from plugins.groups.api import SEES_GROUP, Group
from plugins.influence import rules
from plugins.influence.asks import wording
from plugins.influence.asks.forms import ViewsForm, WordingForm
from plugins.influence.asks.wording import NotNow
from plugins.influence.blueprint import blueprint
from plugins.influence.here import ask_or_404, council, note, reader
from plugins.influence.models import Ask, View
from plugins.influence.visibility import FOLLOWS_ASK
from plugins.influence.vocabulary import GIVEN_AS

CLASH = (
    "Somebody else changed this question while you typed. What they saved stands above, what you typed is still in "
    "the boxes. Nothing of yours is saved yet: save again to keep it in place of theirs."
)
AT_ONCE = 20


@blueprint.route("/asks/new", methods=["GET", "POST"])
@requires("influence.ask")
def new_ask() -> Response:
    """Make an ask of these views, or of none; sent twice, it is made once."""
    form = WordingForm()
    views, refused = wording.sorted_out(_asked_for(), reader())
    form.offer(_groups())
    form.offer_about(council(), wording.tags_of_views(views))
    if form.validate_on_submit():
        values = form.values()
        made, is_new = create_once(Ask, form, lambda id: wording.new(id, values, reader()))
        if is_new:
            wording.attach(made, views)
            wording.tag(made, form.tags)
            note("ask_made", made, views=len(views))
        db.session.commit()
        flash("The question is kept as a draft. Next: who must answer it.", "success")
        return redirect(url_for("influence.ask", id=made.id))
    if not form.is_submitted():
        form.group_id.data = str(wording.group_of(views) or "")
    return _page(form, None, views=views, refused=refused)


@blueprint.route("/asks/<uuid:id>/edit", methods=["GET", "POST"])
@requires("influence.ask")
def edit_ask(id: UUID) -> Response:
    """Word a draft; what was sent is not worded anew."""
    found, form = ask_or_404(id, FOLLOWS_ASK), WordingForm()
    form.offer(_groups())
    form.offer_about(council(), wording.tags_of(found))
    clash = form.is_submitted() and form.version.data != str(found.version)
    if not wording.is_open(found):
        flash(wording.SENT, "warning")
        return redirect(url_for("influence.ask", id=id))
    if not form.is_submitted():
        form.show(found)
    elif clash:
        form.keep_version(found)
    elif form.validate():
        try:
            wording.change(found, form.values())
            wording.tag(found, form.tags)
            note("ask_worded", found)
            db.session.commit()
            flash("The question is saved.", "success")
            return redirect(url_for("influence.ask", id=id))
        except wording.REFUSALS:
            db.session.rollback()
            found, clash = ask_or_404(id, FOLLOWS_ASK), True
            form.keep_version(found)
    return _page(form, found, clash=clash)


@blueprint.route("/asks/<uuid:id>/views", methods=["GET", "POST"])
@requires("influence.ask")
def ask_views(id: UUID) -> Response:
    """What the ask rests on; others who said the same can be added after it was sent as well."""
    found, form, actor = ask_or_404(id, FOLLOWS_ASK), ViewsForm(), reader()
    words = request.args.get("words", "").strip()
    waiting = wording.waiting(actor, found, AT_ONCE, words)
    form.offer({view.id: said(view) for view in waiting})
    if form.validate_on_submit():
        return _attached(found, form)
    return page(
        "influence/ask_views.html",
        face="worker",
        form=form,
        ask=found,
        attached=[(view, said(view), fits) for view, fits in wording.attached(found, actor)],
        waiting=waiting,
        words=words,
        is_open=wording.is_open(found),
        status=400 if form.is_submitted() else 200,
    )


@blueprint.post("/asks/<uuid:id>/views/<uuid:view_id>/remove")
@requires("influence.ask")
def detach_view(id: UUID, view_id: UUID) -> Response:
    """Take a view off a draft."""
    found = ask_or_404(id, FOLLOWS_ASK)
    try:
        wording.detach(found, view_id)
        note("ask_view_detached", found, view=str(view_id))
        db.session.commit()
        flash("The question does not rest on it any more. What was said stays where it was.", "success")
    except NotNow as not_now:
        flash(str(not_now), "warning")
    return redirect(url_for("influence.ask_views", id=id))


def said(view: View) -> str:
    """A view in one line, as staff choose among views."""
    return view.words or GIVEN_AS[view.given_as]


def _attached(found: Ask, form: ViewsForm) -> Response:
    views, refused = wording.sorted_out(form.chosen(), reader())
    try:
        number = wording.attach(found, views)
        note("ask_views_attached", found, views=number)
        db.session.commit()
        flash("The question rests on them too." if number > 1 else "The question rests on it too.", "success")
    except NotNow as not_now:
        refused = [str(not_now)]
    for sentence in refused:
        flash(sentence, "warning")
    return redirect(url_for("influence.ask_views" if refused else "influence.ask", id=found.id))


def _asked_for() -> list[UUID]:
    """The views in the address; what is none is left out."""
    found = []
    for text in request.args.getlist("view")[:AT_ONCE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _groups() -> list[tuple[UUID, str]]:
    seen = db.select(Group.id, Group.name).where(SEES_GROUP.criteria(reader()), Group.status != "ended")
    return [(row.id, row.name) for row in db.session.execute(seen.order_by(Group.name))]


def _page(form: WordingForm, found: Ask | None, clash: bool = False, **context: Any) -> Response:
    return page(
        "influence/ask_edit.html",
        face="worker",
        form=form,
        ask=found,
        clash=CLASH if clash else "",
        long=rules.long_sentences(form.words_easy.data or ""),
        said=said,
        status=409 if clash else 400 if form.is_submitted() else 200,
        **{"views": [], "refused": []} | context,
    )
