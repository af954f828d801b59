"""Papers to read before a meeting: for the group and for staff, each reader in the words of their band."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, bands, create_once, db, page, reading, requires, signed_in
from plugins.meetings.agenda import editing
from plugins.meetings.agenda import papers as reads
from plugins.meetings.forms.paper import PaperForm
from plugins.meetings.here import council, meeting_or_404, not_here, note, reader
from plugins.meetings.models import Meeting, Paper
from plugins.meetings.moments import when_words
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import READS_AGENDA, WRITES_AGENDA

CLASH = "Somebody else changed this paper while you typed. What they saved stands above; save again to keep yours."


@blueprint.get("/<uuid:id>/papers/")
@signed_in("for the group and for staff; the rule on the meeting decides")
def papers(id: UUID) -> Response:
    """Every paper of the meeting; staff see what is still to be written."""
    found = meeting_or_404(id, READS_AGENDA)
    rows = [(paper, reads.missing(paper, bands())) for paper in reads.of(found)]
    return page(
        "meetings/papers.html",
        meeting=found,
        when=when_words(found.starts_at, found.minutes),
        rows=rows,
        items={item.id: item.title for item in editing.of(found)},
        may_write=WRITES_AGENDA.allows(reader(), found),
    )


@blueprint.route("/<uuid:id>/papers/new", methods=["GET", "POST"])
@requires("meetings.view")
def new_paper(id: UUID) -> Response:
    """Add a paper; sent twice, it is added once."""
    found, form = meeting_or_404(id, WRITES_AGENDA), PaperForm()
    form.offer(editing.of(found))
    if form.validate_on_submit():
        made, is_new = create_once(Paper, form, lambda id: Paper(id=id, meeting_id=found.id, **form.values()))
        if is_new:
            note("paper_added", made)
        db.session.commit()
        flash(f"{made.title} is there to read.", "success")
        return redirect(url_for("meetings.paper", id=found.id, paper_id=made.id))
    if not form.is_submitted():
        form.item_id.data = request.args.get("item", "")
    return _paper_page(found, None, form)


@blueprint.get("/<uuid:id>/papers/<uuid:paper_id>")
@signed_in("for the group and for staff; the rule on the meeting decides")
def paper(id: UUID, paper_id: UUID) -> Response:
    """One paper in the reader's band, or in another one that they choose here."""
    found = meeting_or_404(id, READS_AGENDA)
    present = reads.paper_of(found, paper_id)
    asked = request.args.get("as") or reading()[0]
    if asked not in reads.BANDS:
        not_here()
    may_write = WRITES_AGENDA.allows(reader(), found)
    return page(
        "meetings/paper.html",
        meeting=found,
        paper=present,
        shown=reads.shown(present, asked),
        ways=[(band, reads.BANDS[band]) for band in reads.there(present, bands())],
        host=reads.host(present.link),
        may_write=may_write,
        missing=reads.missing(present, bands()) if may_write else [],
        remarks=reads.remarks(present, council()) if may_write else [],
    )


@blueprint.route("/<uuid:id>/papers/<uuid:paper_id>/edit", methods=["GET", "POST"])
@requires("meetings.view")
def edit_paper(id: UUID, paper_id: UUID) -> Response:
    """Change a paper; two people at once lose nothing."""
    found, form = meeting_or_404(id, WRITES_AGENDA), PaperForm()
    present = reads.paper_of(found, paper_id)
    form.offer(editing.of(found))
    clash = form.is_submitted() and form.version.data != reads.mark(present)
    if not form.is_submitted():
        form.show(present)
    elif clash:
        form.version.data = reads.mark(present)
        form.version.raw_data = [form.version.data]
        flash(CLASH, "warning")
    elif form.validate():
        for name, value in form.values().items():
            setattr(present, name, value)
        note("paper_changed", present)
        db.session.commit()
        flash(f"{present.title} is changed.", "success")
        return redirect(url_for("meetings.paper", id=id, paper_id=paper_id))
    return _paper_page(found, present, form, clash=clash)


@blueprint.route("/<uuid:id>/papers/<uuid:paper_id>/remove", methods=["GET", "POST"])
@requires("meetings.view")
def remove_paper(id: UUID, paper_id: UUID) -> Response:
    """Ask first, then take the paper away."""
    found, form = meeting_or_404(id, WRITES_AGENDA), Form()
    present = reads.paper_of(found, paper_id)
    if form.validate_on_submit():
        title = present.title
        note("paper_removed", present)
        db.session.delete(present)
        db.session.commit()
        flash(f"{title} is taken away.", "success")
        return redirect(url_for("meetings.papers", id=id))
    return page("meetings/paper_remove.html", face="worker", form=form, meeting=found, paper=present)


def _paper_page(meeting: Meeting, present: Paper | None, form: PaperForm, **context: Any) -> Response:
    status = 409 if context.get("clash") else 400 if form.is_submitted() else 200
    return page(
        "meetings/paper_edit.html",
        face="worker",
        meeting=meeting,
        paper=present,
        form=form,
        remarks=reads.remarks(present, council()) if present else [],
        status=status,
        **context,
    )
