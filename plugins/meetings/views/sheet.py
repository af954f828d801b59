"""The evening's sheet for whoever leads, and what keeps a person safe as workers and young people enter it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import (
    Ref,
    db,
    gettext,
    gettext_noop,
    local_today,
    page,
    requires,
    sightings,
    signed_in,
    utcnow,
)
from plugins.groups.api import run_by
from plugins.meetings.coming import leading, safety, sheet
from plugins.meetings.coming.rules import Window
from plugins.meetings.forms.safety import MySafetyForm, SafetyForm
from plugins.meetings.here import chosen, meeting_or_404, note, or_not_here, reader
from plugins.meetings.models import Meeting, Safety
from plugins.meetings.moments import on_day, when_words
from plugins.meetings.practice import duty, evening
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import READS_SHEET
from plugins.meetings.vocabulary import HOME, LEADING

THANKS = gettext_noop("Thank you. Only the adults who run your group can see this.")
ASK_FIRST = gettext_noop(
    "Thank you. An adult told us that somebody collects you. A worker asks them before you go home on your own."
)
SHEET = gettext_noop("The sheet of an evening: whom to call, and what to know")
SAFETY = gettext_noop("Whom to call, and what to know")


@blueprint.get("/<uuid:id>/sheet")
@requires("meetings.lead")
def evening_sheet(id: UUID) -> Response:
    """Emergency contacts, allergies and ways home of everybody; each opening of it is kept in the audit."""
    found = meeting_or_404(id, READS_SHEET)
    window = sheet.window(found, chosen().sheet_hours)
    if not sheet.is_open(found, chosen().sheet_hours):
        return _closed(found, window)
    lines = sheet.read(found, local_today(), found.group_id in run_by(reader()))
    sightings.saw(SHEET, (line.who.id for line in lines), about=Ref("meetings", "meeting", found.id), every=True)
    return _unkept(
        page(
            "meetings/sheet.html",
            face="worker",
            meeting=found,
            when=when_words(found.starts_at, found.minutes),
            lines=lines,
            answered=sheet.ANSWERED,
            unasked=sheet.unasked(lines),
            apart=sheet.must_be_kept_apart(lines),
            adults=leading.adults(found),
            on_duty=duty.of(found),
            lacking=evening.lacking(found),
            parts=LEADING,
            last_day=on_day(window.closes - timedelta(minutes=1)),
        )
    )


@blueprint.route("/safety/<uuid:person_id>", methods=["GET", "POST"])
@requires("meetings.lead")
def person_safety(person_id: UUID) -> Response:
    """Write down whom to call and what to know, for somebody in a group that one runs."""
    person = or_not_here(safety.looked_after_by(reader(), person_id))
    sightings.saw(SAFETY, (person_id,))
    row, form, clash = safety.of(person_id), SafetyForm(), False
    if not form.is_submitted():
        form.begin()
        if row:
            form.show(row)
    elif form.validate():
        try:
            return _saved(safety.save(person_id, form.values(), form.version.data or "0"), person.called)
        except safety.Overtaken:
            row, clash = _overtaken(person_id, form), True
    return _unkept(_safety_page("meetings/safety.html", form, row, clash, face="worker", person=person, home=HOME))


@blueprint.route("/my-safety", methods=["GET", "POST"])
@signed_in("everybody in a group says for themselves whom to call")
def my_safety() -> Response:
    """Whom to call, what one must not eat, and how one gets home, in easy words."""
    me = reader().person_id
    if me is None or not safety.is_asked(me):
        return page("meetings/my_safety_none.html")
    row, form, clash = safety.of(me), MySafetyForm(), False
    if row and not form.is_submitted():
        form.show(row)
    elif form.validate_on_submit():
        try:
            values, to_ask = safety.by_themselves(row, form.values())
            note("safety_changed", safety.save(me, values, form.version.data or "0"))
            db.session.commit()
            flash(gettext(ASK_FIRST if to_ask else THANKS), "success")
            return redirect(url_for("meetings.my_safety"))
        except safety.Overtaken:
            row, clash = _overtaken(me, form), True
    return _unkept(_safety_page("meetings/my_safety.html", form, row, clash))


def _safety_page(template: str, form: Any, row: Safety | None, clash: bool, **context: Any) -> Response:
    status = 409 if clash else 400 if form.is_submitted() else 200
    return page(template, form=form, row=row, clash=clash, status=status, **context)


def _saved(row: Safety, name: str) -> Response:
    note("safety_changed", row)
    db.session.commit()
    flash(f"Saved for {name}.", "success")
    return redirect(_back() or url_for("meetings.person_safety", person_id=row.person_id))


def _back() -> str:
    """The sheet that the worker came from, by the id of its meeting in the address."""
    try:
        return url_for("meetings.evening_sheet", id=UUID(request.args.get("meeting", "")))
    except ValueError:
        return ""


def _overtaken(person_id: UUID, form: Any) -> Safety | None:
    """What stands there now; the next save is measured against it."""
    row = safety.of(person_id)
    form.version.data = str(row.version if row else 0)
    form.version.raw_data = [form.version.data]
    return row


def _closed(found: Meeting, window: Window) -> Response:
    return page(
        "meetings/sheet_closed.html",
        face="worker",
        meeting=found,
        opens=when_words(window.opens),
        is_over=utcnow() >= window.closes,
    )


def _unkept(answer: Response) -> Response:
    """Nothing of this stays in a browser's store."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
