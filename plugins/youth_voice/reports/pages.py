"""Reports to boards: the queue, one report with its answer, and what the board did with it (W54)."""

from collections import Counter
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import (
    ANONYMOUS,
    db,
    gettext,
    local_today,
    page,
    public,
    public_page,
    requires,
    signed_in,
)
from plugins.groups.api import SEES_GROUP, Group, consulted_boards
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.here import chosen, not_here, note, or_not_here, reader
from plugins.youth_voice.reports import queue, rules, saying
from plugins.youth_voice.reports.forms import BoardDidForm, ReportAnswerForm, WithoutForm
from plugins.youth_voice.reports.queue import Line
from plugins.youth_voice.shown import differences, fill, form_page
from plugins.youth_voice.visibility import ANSWERS

BY_THE_GROUP = "members of the group answer, or staff write it down for them; nobody else finds the page"


@blueprint.get("/reports")
@public("that a board asks a listed group, and whether it did, is no secret; answers are for the group and the board")
@public_page
def reports() -> Response:
    """What everybody may know of each board; for the group, its staff and those who decide also the queue."""
    known = queue.groups_of(reader())
    found, size = queue.lines(known) if known else [], chosen().page_size
    place = int(typed) if (typed := request.args.get("page", "0")).isdecimal() and len(typed) < 5 else 0
    shown = found[place * size : (place + 1) * size]
    more = len(found) > (place + 1) * size
    return page(
        "youth_voice/reports.html",
        boards=_boards(),
        lines=shown,
        reads_queue=bool(known),
        days=chosen().report_days,
        pages={
            "previous": url_for("youth_voice.reports", page=place - 1) if place else None,
            "next": url_for("youth_voice.reports", page=place + 1) if more else None,
        },
    )


@blueprint.get("/reports/<uuid:id>/<key>")
@signed_in("the group, its staff and those who decide read an answer; nobody else finds the page")
def report(id: UUID, key: str) -> Response:
    """One report put to one group: in easy words, the answer, what the board did."""
    line = _line(id, key)
    return page(
        "youth_voice/report.html",
        line=line,
        may_answer=_may_answer(line),
        may_say=_may_say(line),
        may_explain=_may_explain(line),
        may_change=reader().can("groups.boards") and line.asked is not None,
    )


@blueprint.route("/reports/<uuid:id>/<key>/answer", methods=["GET", "POST"])
@signed_in(BY_THE_GROUP)
def answer_report(id: UUID, key: str) -> Response:
    """Say what the group thinks; it can be changed until the board has met."""
    line, form = _line(id, key), ReportAnswerForm()
    if not _may_answer(line):
        not_here()
    row, changed = line.row, []
    if not form.is_submitted():
        _show(form, row)
    elif not (changed := _changed(form, row)) and form.validate():
        row = queue.begun(line)
        row.answer, row.answered_on, row.by_id = form.answer.data, local_today(), reader().person_id
        db.session.flush()
        saying.tell(row)
        note("report_answered", row)
        db.session.commit()
        flash(gettext("Thank you. The board reads it before it meets."), "success")
        return redirect(url_for("youth_voice.report", id=id, key=key))
    return form_page(form, gettext("What do you think of it?"), _back(line), lede=line.easy, changed=changed)


@blueprint.route("/reports/<uuid:id>/<key>/did", methods=["GET", "POST"])
@requires("youth_voice.board")
def board_did(id: UUID, key: str) -> Response:
    """Say what the board did with the answer."""
    line, form = _line(id, key), BoardDidForm()
    if not _may_say(line):
        not_here()
    form.offer()
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        _show(form, line.row)
    elif not (changed := _changed(form, line.row)) and form.validate():
        line.row.did, line.row.did_words, line.row.did_on = form.did.data, form.did_words.data, local_today()
        note("board_said_what_it_did", line.row, did=line.row.did)
        db.session.commit()
        flash("Kept. The group reads it now.", "success")
        return redirect(url_for("youth_voice.report", id=id, key=key))
    return form_page(form, "What did the board do with it?", _back(line), lede=line.row.answer, changed=changed)


@blueprint.route("/reports/<uuid:id>/<key>/without", methods=["GET", "POST"])
@requires("youth_voice.manage")
def not_consulted(id: UUID, key: str) -> Response:
    """Write down why a board read the report without an answer; that it did stays visible."""
    line, form = _line(id, key), WithoutForm()
    if not _may_explain(line):
        not_here()
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        _show(form, line.row)
    elif not (changed := _changed(form, line.row)) and form.validate():
        row = queue.begun(line)
        row.without_why = form.without_why.data
        note("report_without_answer", row)
        db.session.commit()
        flash("Kept. It stays visible that the group was not asked.", "success")
        return redirect(url_for("youth_voice.report", id=id, key=key))
    return form_page(form, "Why was the group not asked?", _back(line), changed=changed)


def _boards() -> list[tuple[str, str, int, int, int]]:
    """Each board that asks a listed group: key, name, reports read within a year, asked in time, changed by it."""
    listed = set(db.session.scalars(db.select(Group.id).where(SEES_GROUP.criteria(ANONYMOUS, Group))))
    boards = [one for one in consulted_boards() if one[3] in listed]
    today, read, asked, changed = local_today(), Counter[str](), Counter[str](), Counter[str]()
    for line in queue.lines({group_id for *_, group_id in boards}):
        if line.board_on is None or line.board_on >= today or "cancelled" in line.flags:
            continue
        read[line.board_key] += 1
        asked[line.board_key] += line.row is not None and rules.in_time(line.row.answered_on, line.board_on)
        changed[line.board_key] += line.row is not None and line.row.did in ("changed", "partly")
    named = dict.fromkeys((key, name) for _, key, name, _ in boards)
    return [(key, name, read[key], asked[key], changed[key]) for key, name in named]


def _line(id: UUID, key: str) -> Line:
    return or_not_here(queue.one(reader(), id, key))


def _may_answer(line: Line) -> bool:
    """Members of the group, and staff who see who is in it, until the board has met."""
    query = db.select(Group.id).where(Group.id == line.group_id, ANSWERS.criteria(reader(), Group))
    return line.state in ("to_ask", "answered") and line.asked is not None and db.session.scalar(query) is not None


def _may_say(line: Line) -> bool:
    return reader().can("youth_voice.board") and line.row is not None and line.state in ("waiting", "closed")


def _may_explain(line: Line) -> bool:
    return reader().can("youth_voice.manage") and line.state == "missed"


def _show(form: Any, row: Any) -> None:
    if row is not None:
        fill(form, row, form.FIELDS)


def _changed(form: Any, row: Any) -> list[tuple[str, str]]:
    return differences(form, row, form.FIELDS) if row is not None else []


def _back(line: Line) -> tuple[str, str]:
    return line.title, url_for("youth_voice.report", id=line.report_id, key=line.group_key)
