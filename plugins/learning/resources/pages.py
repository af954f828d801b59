"""Resources: found by everybody, read by whom they are open to, written by workers (N57, N61, L9, L17, L19, LA54)."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, files, local_today, page, public, requires
from plugins.learning.awards.public_pages import face
from plugins.learning.blueprint import blueprint
from plugins.learning.here import chosen, not_here, note, reader, resource_or_404
from plugins.learning.models import Resource
from plugins.learning.resources import finding, keeping, listing
from plugins.learning.resources.forms import ResourceForm
from plugins.learning.vocabulary import AUDIENCES, KINDS, OPEN_TO

MAY = "learning.write"
CLASH = "Somebody else changed this resource since you opened the page. Yours is below and not saved: look, save again."
AGAIN = {"away": "It is put away: nobody finds it any more.", "back": "It is offered again."}


@blueprint.get("/")
@public("everybody may find what is open to everybody; the rule on each resource decides the rest (N61)")
def index() -> Response:
    """Find something: by words, whom it helps, language, topic, kind."""
    _open_here()
    filters = finding.Filters.of(request.args)
    rows, following = finding.found(reader(), filters, chosen().page_size)
    here = filters.kept()
    pages = {
        "next": url_for("learning.index", **here, after=following) if following else None,
        "previous": url_for("learning.index", **here) if filters.after else None,
    }
    return page(
        "learning/index.html",
        face=face(),
        rows=rows,
        filters=filters,
        pages=pages,
        languages=chosen().languages,
        topics=chosen().topics,
        audiences=AUDIENCES,
        kinds=KINDS,
        open_to=OPEN_TO,
    )


@blueprint.get("/r/<uuid:id>")
@public("the rule on the resource decides; whatever a reader may not read is the neutral 404")
def resource(id: UUID) -> Response:
    """One resource."""
    _open_here()
    row = resource_or_404(id)
    return page(
        "learning/resource.html",
        face=face(),
        row=row,
        tags=keeping.tags_of(row),
        paper=keeping.paper_url(row),
        host=keeping.host(row.url),
        may_write=reader().can(MAY),
        audiences=AUDIENCES,
        kinds=KINDS,
        open_to=OPEN_TO,
    )


@blueprint.get("/run/resources/")
@requires(MAY)
def run_resources() -> Response:
    """Every resource for those who write them: what is due to be looked at again first."""
    rows, following = listing.lines(request.args.get("after", ""), chosen().page_size)
    pages = {
        "next": url_for("learning.run_resources", after=following) if following else None,
        "previous": url_for("learning.run_resources") if request.args.get("after") else None,
    }
    today = local_today()
    return page("learning/run_resources.html", face="worker", rows=rows, pages=pages, kinds=KINDS, today=today)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(MAY)
def new_resource() -> Response:
    """Add a resource; sent twice, it is added once."""
    keeping.open_wide()
    form = _form()
    if not (form.validate_on_submit() and not form.needs_paper(None)):
        if not form.is_submitted():
            _begin(form)
        return _form_page(form, None)
    values = form.values(local_today()) | {"owner_id": reader().person_id}
    row, is_new = create_once(Resource, form, lambda id: Resource(id=id, **values))
    return _saved(row, form, "resource_added") if is_new else redirect(url_for("learning.resource", id=row.id))


keeping.wide(new_resource)


@blueprint.route("/r/<uuid:id>/edit", methods=["GET", "POST"])
@requires(MAY)
def edit_resource(id: UUID) -> Response:
    """Change a resource."""
    keeping.open_wide()
    row = resource_or_404(id)
    tags, form = keeping.tags_of(row), ResourceForm()
    if not form.is_submitted():
        form.show(row, tags)
    form.offer([*chosen().languages, *tags.get("language", [])], [*chosen().topics, *tags.get("topic", [])])
    clash = form.is_submitted() and form.version.data != str(row.version)
    if clash:
        form.version.data = str(row.version)
    elif form.validate_on_submit() and not form.needs_paper(row):
        for name, value in form.values(local_today()).items():
            setattr(row, name, value)
        return _saved(row, form, "resource_changed")
    return _form_page(form, row, clash)


keeping.wide(edit_resource)


@blueprint.post("/r/<uuid:id>/away")
@requires(MAY)
def put_away(id: UUID) -> Response:
    """Offer it no more, or again; nothing is deleted."""
    row, away = resource_or_404(id), bool(request.form.get("away"))
    keeping.put_away(row, away)
    note("resource_put_away", row, away=away)
    db.session.commit()
    flash(AGAIN["away" if away else "back"], "success")
    return redirect(url_for("learning.resource", id=id))


def _open_here() -> None:
    if not (chosen().public_resources or reader().is_member):
        not_here()


def _form() -> ResourceForm:
    form = ResourceForm()
    form.offer(chosen().languages, chosen().topics)
    return form


def _begin(form: ResourceForm) -> None:
    form.review_on.data = keeping.look_again_on(chosen().review_months)
    form.kind.data = request.args.get("kind", form.kind.data)
    form.topics.data, form.audiences.data = request.args.getlist("topic"), request.args.getlist("audience")


def _saved(row: Resource, form: ResourceForm, action: str) -> Response:
    id = row.id
    try:
        keeping.keep(row, form, reader().user_id)
        note(action, row)
        db.session.commit()
    except files.Refused as refused:
        db.session.rollback()
        form.paper.errors = [f"{refused} Nothing was saved; what you typed is still here."]
        return _form_page(form, db.session.get(Resource, id))
    flash("It is saved.", "success")
    return redirect(url_for("learning.resource", id=id))


def _form_page(form: ResourceForm, row: Resource | None, clash: bool = False) -> Response:
    status = 409 if clash else 400 if form.is_submitted() else 200
    notice = CLASH if clash else ""
    return page("learning/resource_form.html", face="worker", form=form, row=row, clash=notice, status=status)
