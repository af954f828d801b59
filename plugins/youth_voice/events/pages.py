"""The group's year: what is on and what was, an event with its papers, who received them and answered (W49)."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, gettext, local_today, page, public, public_page, requires, signed_in
from plugins.evidence.api import CompileRefused, report_url
from plugins.groups.api import Group
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.events import pack, paper, reading, report
from plugins.youth_voice.events.forms import CopyForm, VoiceEventForm
from plugins.youth_voice.events.reading import EventRead
from plugins.youth_voice.here import council, groups_for, not_here, note, or_not_here, reader
from plugins.youth_voice.models import Event, EventCopy, Post
from plugins.youth_voice.shown import choose_group, differences, fill, form_page
from plugins.youth_voice.visibility import MANAGES_GROUP

MAY = "youth_voice.manage"
WHY = "that a listed group has an annual meeting is no secret; its papers are for the group and its staff"
INSIDE = "the papers are for the group and its staff; nobody else finds the page"
SHOWN_PAST = 30


@blueprint.get("/year")
@public(WHY)
@public_page
def events() -> Response:
    """What is coming, and what was."""
    today = local_today()
    ahead = reading.found(reader(), Event.on_date >= today)
    past = reading.found(reader(), Event.on_date < today, newest=True, most=SHOWN_PAST)
    return page("youth_voice/events.html", ahead=ahead, past=past)


@blueprint.get("/year/<uuid:id>")
@public(WHY)
@public_page
def event(id: UUID) -> Response:
    """One event; for the group and its staff also its papers, and who received them."""
    read = or_not_here(reading.one(reader(), id))
    inside = read.inside and read.has_pack
    return page(
        "youth_voice/event.html",
        read=read,
        pack=pack.of(read, reader()) if inside else None,
        copies=reading.copies(id) if inside else [],
        may_manage=reader().can(MAY),
        **_annual(read),
    )


@blueprint.get("/year/<uuid:id>/papers.pdf")
@signed_in(INSIDE)
def event_papers(id: UUID) -> Response:
    """The papers as a tagged PDF."""
    read = or_not_here(reading.one(reader(), id))
    if not (read.inside and read.has_pack):
        not_here()
    answer = Response(paper.pack_pdf(council(), pack.of(read, reader())), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="papers-{read.event.on_date}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/year/<uuid:id>/report")
@requires(MAY)
def compile_annual_report(id: UUID) -> Response:
    """Put the annual report together, or gather its figures anew; what was written in it stays."""
    read = _with_papers(id)
    if read.event.kind != "annual_report" or not reader().can(report.MAY_COMPILE):
        not_here()
    try:
        made = report.compiled(council(), read, reader())
    except CompileRefused as why:
        db.session.rollback()
        flash(str(why), "warning")
        return redirect(url_for("youth_voice.event", id=id))
    note("annual_report_compiled", read.event)
    db.session.commit()
    flash("The report is put together. Next: write, look through, sign.", "success")
    return redirect(report_url(made))


@blueprint.route("/year/new", methods=["GET", "POST"])
@requires(MAY)
def new_event() -> Response:
    """Add an event of the group in ?group=; sent twice, it is made once."""
    groups, wanted = dict(groups_for(MANAGES_GROUP)), request.args.get("group", "")
    if wanted not in groups:
        return choose_group("Add to our year", list(groups.items()), "youth_voice.new_event")
    form, group_id = VoiceEventForm(), UUID(wanted)
    form.offer(_posts(group_id))
    if form.validate_on_submit():
        values = form.values()
        row, is_new = create_once(Event, form, lambda id: Event(id=id, group_id=group_id, **values))
        if is_new:
            note("event_added", row)
        db.session.commit()
        flash("It stands in the year and in the joint calendar now.", "success")
        return redirect(url_for("youth_voice.event", id=row.id))
    return form_page(form, f"Add to the year of {groups[wanted]}", _back())


@blueprint.route("/year/<uuid:id>/edit", methods=["GET", "POST"])
@requires(MAY)
def edit_event(id: UUID) -> Response:
    """Change an event; nothing of somebody else's is lost."""
    read, form = or_not_here(reading.one(reader(), id)), VoiceEventForm()
    form.offer(_posts(read.event.group_id))
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        fill(form, read.event, (*VoiceEventForm.FIELDS, "post_id"))
    elif not (changed := differences(form, read.event, VoiceEventForm.FIELDS)) and form.validate():
        for name, value in form.values().items():
            setattr(read.event, name, value)
        note("event_changed", read.event)
        db.session.commit()
        flash("The event is changed.", "success")
        return redirect(url_for("youth_voice.event", id=id))
    return form_page(form, f"Change {read.event.title}", _back(read), changed=changed)


@blueprint.route("/year/<uuid:id>/sent", methods=["GET", "POST"])
@requires(MAY)
def new_copy(id: UUID) -> Response:
    """Write down to whom the papers went; the same office once."""
    read, form = _with_papers(id), CopyForm()
    if not form.is_submitted():
        form.sent_on.data = local_today()
    elif form.validate() and _kept(read, form, None):
        return redirect(url_for("youth_voice.event", id=id))
    return form_page(form, "Who received it", _back(read))


@blueprint.route("/year/<uuid:id>/sent/<uuid:copy_id>", methods=["GET", "POST"])
@requires(MAY)
def edit_copy(id: UUID, copy_id: UUID) -> Response:
    """Write down what they answered."""
    read, form = _with_papers(id), CopyForm()
    row: EventCopy = or_not_here(next((one for one in reading.copies(id) if one.id == copy_id), None))
    if not form.is_submitted():
        form.to_whom.data, form.sent_on.data = row.to_whom, row.sent_on
        form.replied_on.data, form.reply.data = row.replied_on, row.reply
    elif form.validate() and _kept(read, form, row):
        return redirect(url_for("youth_voice.event", id=id))
    return form_page(form, "Who received it", _back(read))


def _kept(read: EventRead, form: CopyForm, row: EventCopy | None) -> bool:
    event_id, to_whom = read.event.id, form.to_whom.data
    twice = [one for one in reading.copies(event_id) if one.to_whom == to_whom and one is not row]
    if twice and not (row is None and twice[0].id == form.record_id):
        form.form_errors.append(f"{to_whom} stands in the list already. Change that line instead. Nothing was added.")
        return False
    values = {"sent_on": form.sent_on.data, "replied_on": form.replied_on.data, "reply": form.reply.data or ""}
    if row is None:
        row, _ = create_once(EventCopy, form, lambda id: EventCopy(id=id, event_id=event_id, to_whom=to_whom, **values))
    else:
        for name, value in (values | {"to_whom": to_whom}).items():
            setattr(row, name, value)
    note("event_copy_kept", row, event=str(event_id))
    db.session.commit()
    flash("Written down.", "success")
    return True


def _annual(read: EventRead) -> dict[str, Any]:
    """Of an annual report: where it lies, and whether the reader may put it together."""
    if read.event.kind != "annual_report":
        return {"report_at": "", "may_compile": False}
    found = report.found(read) if reader().can(report.MAY_READ) else None
    may = reader().can(MAY) and reader().can(report.MAY_COMPILE)
    return {"report_at": report_url(found) if found else "", "may_compile": may}


def _with_papers(id: UUID) -> EventRead:
    read = or_not_here(reading.one(reader(), id))
    return read if read.has_pack else not_here()


def _posts(group_id: UUID) -> list[tuple[str, str]]:
    query = db.select(Post.id, Post.title).join(
        Group, (Group.authority_id == Post.authority_id) & (Group.id == Post.group_id)
    )
    rows = db.session.execute(query.where(Post.group_id == group_id).order_by(Post.title))
    return [(str(row.id), row.title) for row in rows]


def _back(read: EventRead | None = None) -> tuple[str, str]:
    if read is None:
        return gettext("Our year"), url_for("youth_voice.events")
    return read.event.title, url_for("youth_voice.event", id=read.event.id)
