"""The register of an evening, kept on a phone with one thumb: one form and one button, safe to send again and again."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Organisation, Person, Ref, db, page, requires, safeguarding
from plugins.groups.api import people_called
from plugins.meetings.coming import counting, register, sides
from plugins.meetings.forms.register import RegisterForm, sent_in
from plugins.meetings.here import meeting_or_404, not_here, note, or_not_here, reader
from plugins.meetings.models import Attendance, Meeting
from plugins.meetings.moments import when_words
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.practice import duty, enough, evening
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import READS_SHEET, RUNS
from plugins.meetings.vocabulary import COUNTS_AS, REGISTER

SHORT = {"here": "Here", "online": "Online", "apologies": "Apologies", "away": "Not here"}
ELSEWHERE = "Somebody else keeps this register too. What they tapped is kept; for one person the last tap counts."
MOST_ALIKE = 8


@blueprint.route("/<uuid:id>/register", methods=["GET", "POST"])
@requires("meetings.run")
def keep_register(id: UUID) -> Response:
    """Tap who is here; who walks in is typed at the end."""
    found, form = meeting_or_404(id, RUNS), RegisterForm()
    try:
        register.check_open(found)
        if form.validate_on_submit():
            return _saved(found, register.save(found, sent_in(request.form), form.record_id))
    except NotNow as not_now:
        return _refused(found, not_now)
    shown = sides.read(found)
    totals = counting.totals(found, shown.lines, [one.row for one in shown.schools])
    ratio = enough.present(found, shown, totals)
    return page(
        "meetings/register.html",
        face="worker",
        form=form,
        meeting=found,
        when=when_words(found.starts_at, found.minutes),
        shown=shown,
        totals=totals,
        ratio=ratio,
        lacking=evening.lacking(found, ratio),
        on_duty=duty.of(found),
        taps=_taps(found, shown),
        words=REGISTER,
        counts_as=COUNTS_AS,
        alike=_alike(found, request.args.get("new", "")),
        raise_url=safeguarding.raise_url(reader(), about=Ref("meetings", "meeting", found.id)),
        reads_sheet=READS_SHEET.allows(reader(), found),
        status=400 if form.is_submitted() else 200,
    )


@blueprint.post("/<uuid:id>/register/<uuid:line_id>/is/<uuid:person_id>")
@requires("meetings.run")
def recognise(id: UUID, line_id: UUID, person_id: UUID) -> Response:
    """Somebody who walked in is on the council's record: give their line their name."""
    found = meeting_or_404(id, RUNS)
    if not reader().can("people.view"):
        not_here()
    line, person = _nameless(found, line_id), or_not_here(db.session.get(Person, person_id))
    try:
        register.check_open(found)
    except NotNow as not_now:
        return _refused(found, not_now)
    register.recognise(found, line, person)
    note("register_saved", found, lines=1)
    db.session.commit()
    flash(f"{person.called} is on the register.", "success")
    return redirect(url_for("meetings.keep_register", id=id))


def _saved(found: Meeting, saved: register.Saved) -> Response:
    if saved.changed:
        note("register_saved", found, lines=saved.changed, walk_ins=int(saved.walk_in is not None))
    db.session.commit()
    flash(f"Saved: {sides.saved_words(sides.read(found))}", "success")
    if saved.elsewhere:
        flash(ELSEWHERE, "info")
    for said in saved.refused:
        flash(said, "warning")
    return redirect(url_for("meetings.keep_register", id=found.id, new=saved.walk_in))


def _taps(found: Meeting, shown: sides.Page) -> list[tuple[str, str]]:
    """The buttons of each row; "Online" only where one can join from afar, so that the others are bigger."""
    online = found.online_url or found.remote_places or any(row.status == "online" for row in shown.lines)
    return [(key, label) for key, label in SHORT.items() if key != "online" or online]


def _nameless(found: Meeting, line_id: UUID) -> Attendance:
    row = db.session.get(Attendance, line_id)
    fits = row and row.meeting_id == found.id and row.person_id is None and row.id != register.wanted_id(found)
    return row if row and fits else not_here()


def _alike(found: Meeting, asked: str) -> dict[str, Any] | None:
    """Who of the record may be the one that just walked in: their name and school, nothing more."""
    if not asked or not reader().can("people.view"):
        return None
    try:
        row = db.session.get(Attendance, UUID(asked))
    except ValueError:
        return None
    if row is None or row.meeting_id != found.id or row.person_id or not row.name:
        return None
    ids = [one.id for one in people_called(row.name)[:MOST_ALIKE]]
    query = (
        db.select(Person.id, Person.name, Person.known_as, Organisation.name.label("school"))
        .outerjoin(
            Organisation,
            (Organisation.authority_id == Person.authority_id) & (Organisation.id == Person.organisation_id),
        )
        .where(Person.id.in_(ids))
        .order_by(Person.sort_name)
    )
    rows = db.session.execute(query).all() if ids else []
    kept_back = safeguarding.practice.whereabouts_hidden(ids)
    people = [{"id": one.id, "name": one.name, "school": "" if one.id in kept_back else one.school} for one in rows]
    return {"line": row, "people": people} if people else None


def _refused(found: Meeting, why: Exception) -> Response:
    db.session.rollback()
    flash(str(why), "warning")
    return redirect(url_for("meetings.meeting", id=found.id))
