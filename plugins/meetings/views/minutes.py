"""Minutes: read as a page, in Easy Read, on paper; written with remarks beside each Easy Read line; published."""

import re
from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import db, kept, page, public, reading, requires
from plugins.meetings import easy_read, pdf
from plugins.meetings.forms.minutes import MinutesForm, PublishForm
from plugins.meetings.here import chosen, council, meeting_or_404, not_here, or_not_here, reader
from plugins.meetings.models import Meeting, Minutes
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.record import minutes as written
from plugins.meetings.record import writing
from plugins.meetings.record.room import must_be_on
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.views.points import CLASH, keep_from_all, not_kept
from plugins.meetings.visibility import RUNS

READ_BY = "minutes are read by whoever may see the meeting, once they are published for them"
CHANGED_SINCE = "Somebody changed the minutes since you opened this page. Look through them, then publish again."


@blueprint.get("/<uuid:id>/minutes")
@public(READ_BY)
def minutes(id: UUID) -> Response:
    """The minutes; younger readers get the Easy Read version first where there is one."""
    found, read = _read(id)
    if read.easy and reading()[0] != "standard" and request.args.get("whole") != "yes":
        return _page("meetings/minutes_easy.html", found, read)
    return _page("meetings/minutes.html", found, read)


@blueprint.get("/<uuid:id>/minutes/easy")
@public(READ_BY)
def easy_minutes(id: UUID) -> Response:
    """The minutes in Easy Read."""
    found, read = _read(id)
    return _page("meetings/minutes_easy.html", found, read) if read.easy else not_here()


@blueprint.get("/<uuid:id>/minutes.pdf")
@public(READ_BY)
def minutes_paper(id: UUID) -> Response:
    """The minutes on paper."""
    found, read = _read(id)
    return _paper(found, read, "minutes")


@blueprint.get("/<uuid:id>/minutes-easy.pdf")
@public(READ_BY)
def easy_paper(id: UUID) -> Response:
    """The Easy Read minutes on paper."""
    found, read = _read(id)
    return _paper(found, read, "minutes-easy") if read.easy else not_here()


@blueprint.route("/<uuid:id>/minutes/write", methods=["GET", "POST"])
@requires("meetings.run")
def write_minutes(id: UUID) -> Response:
    """Write the minutes; what could be easier is said beside each line, and stops nobody."""
    found, form = meeting_or_404(id, RUNS), MinutesForm()
    row = written.of(found)
    refused, clash = "", form.is_submitted() and form.version.data != str(row.version if row else 0)
    if not form.is_submitted():
        form.show(row)
        form.easy.data = form.easy.data or ("" if row else writing.first_lines(found))
    elif clash:
        form.version.raw_data = [str(row.version if row else 0)]
        form.version.data = form.version.raw_data[0]
    elif form.validate():
        try:
            return _saved(found, row, form)
        except NotNow as not_now:
            refused = not_kept(not_now)
        except IntegrityError:
            db.session.rollback()
            return _begun_twice(found, form)
    return _write_page(found, written.of(found), form, refused or _too_early(found), clash)


@blueprint.route("/<uuid:id>/minutes/publish", methods=["GET", "POST"])
@requires("meetings.run")
def publish_minutes(id: UUID) -> Response:
    """Say who may read the minutes, after a look at what could be easier and at names that stand in them."""
    found, form = meeting_or_404(id, RUNS), PublishForm()
    row: Minutes = or_not_here(written.of(found))
    form.offer(written.can_be_for_all(found, chosen()))
    standing = writing.names_standing(found, row)
    if form.is_submitted() and form.version.data != str(row.version):
        flash(CHANGED_SINCE, "warning")
        return redirect(url_for("meetings.publish_minutes", id=id))
    if form.is_submitted() and form.validate() and _looked_at(form, row, standing):
        try:
            writing.publish(found, row, form.readers.data == "all")
        except NotNow as not_now:
            flash(str(not_now), "warning")
            return redirect(url_for("meetings.meeting", id=id))
        db.session.commit()
        flash("The minutes are published.", "success")
        return redirect(url_for("meetings.minutes", id=id))
    return _publish_page(found, row, form, standing)


@blueprint.post("/<uuid:id>/minutes/unpublish")
@requires("meetings.run")
def unpublish_minutes(id: UUID) -> Response:
    """Take the minutes back: from the next request on nobody but the writers reads them."""
    found = meeting_or_404(id, RUNS)
    writing.unpublish(found, or_not_here(written.of(found)))
    db.session.commit()
    flash("The minutes are a draft again. Only those who run the meeting can read them.", "success")
    return redirect(url_for("meetings.minutes", id=id))


def _read(id: UUID) -> tuple[Meeting, written.Read]:
    """The meeting and what the reader may read of its minutes; nothing to read is the neutral 404."""
    meeting, actor, settings = meeting_or_404(id), reader(), chosen()
    row: Minutes = or_not_here(written.of(meeting))
    level: written.Level = or_not_here(written.level_of(actor, meeting, row, settings))
    return meeting, written.read(council(), actor, meeting, row, level, settings)


def _page(template: str, meeting: Meeting, read: written.Read) -> Response:
    return page(template, meeting=meeting, group=meeting.group, read=read, row=read.row)


def _paper(meeting: Meeting, read: written.Read, what: str) -> Response:
    """The PDF; what anybody may read is set once for each version of the council."""
    settle = pdf.easy_read_pdf if what == "minutes-easy" else pdf.minutes_pdf
    paper, for_strangers = written.as_paper(council(), meeting, read), not reader().is_signed_in
    key = ("meetings.paper", meeting.id, what, reading())
    made = kept(council(), key, lambda: settle(paper)) if for_strangers else settle(paper)
    response = make_response(made)
    name = re.sub(r"[^a-z0-9]+", "-", meeting.group.key.casefold()).strip("-") or "meeting"
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}-{what}-{meeting.on_date.isoformat()}.pdf"'
    if for_strangers:
        response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        response.headers["Vary"] = "Cookie"
    return response


def _saved(meeting: Meeting, row: Minutes | None, form: MinutesForm) -> Response:
    row = writing.save(meeting, row, form.values())
    keep_from_all(meeting, row.summary, row.easy)
    db.session.commit()
    flash("The minutes are saved. Read the remarks below, then publish them.", "success")
    return redirect(url_for("meetings.write_minutes", id=meeting.id))


def _looked_at(form: PublishForm, row: Minutes, standing: list[str]) -> bool:
    """True where the author has answered what has to be asked; otherwise the form says what."""
    if not written.lines_of(row.easy) and not form.without_easy.data:
        form.without_easy.errors = ["There is no Easy Read version. Write one, or tick that you publish without it."]
    if form.readers.data == "all" and standing and not form.names_seen.data:
        form.names_seen.errors = ["Names of members stand in the text. Take them out, or tick that you have looked."]
    return not (form.without_easy.errors or form.names_seen.errors)


def _begun_twice(meeting: Meeting, form: MinutesForm) -> Response:
    """Two people began the same minutes: show both, as for any clash."""
    row = written.of(meeting)
    form.version.data = str(row.version if row else 0)
    form.version.raw_data = [form.version.data]
    return _write_page(meeting, row, form, "", True)


def _write_page(meeting: Meeting, row: Minutes | None, form: MinutesForm, refused: str, clash: bool) -> Response:
    status = 409 if clash or (refused and form.is_submitted()) else 400 if form.is_submitted() else 200
    return page(
        "meetings/minutes_write.html",
        face="worker",
        form=form,
        meeting=meeting,
        row=row,
        refused=refused,
        clash=CLASH if clash else "",
        lines=_remarked(row.easy) if row else [],
        status=status,
    )


def _publish_page(meeting: Meeting, row: Minutes, form: PublishForm, standing: list[str]) -> Response:
    form.version.raw_data, form.version.data = [str(row.version)], str(row.version)
    if not form.is_submitted():
        form.readers.data = "all" if row.for_all else "group"
    return page(
        "meetings/minutes_publish.html",
        face="worker",
        form=form,
        meeting=meeting,
        row=row,
        standing=standing,
        lines=_remarked(row.easy),
        for_all=written.can_be_for_all(meeting, chosen()),
        status=400 if form.is_submitted() else 200,
    )


def _remarked(easy: str) -> list[tuple[str, list[Any]]]:
    """Each Easy Read line with the remarks on it."""
    lines = written.lines_of(easy)
    found = easy_read.check(lines, written.glossary(chosen()))
    return [(line, [one for one in found if one.line == number]) for number, line in enumerate(lines)]


def _too_early(meeting: Meeting) -> str:
    try:
        must_be_on(meeting)
    except NotNow as not_now:
        return str(not_now)
    return ""
