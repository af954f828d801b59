"""In the room: one page on a phone, where the worker writes down what happened, part by part; and what was said.

Each box is a form of its own and keeps what was typed when something is wrong or the meeting is refused.
"""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import day, db, page, requires
from plugins.meetings.agenda import themes
from plugins.meetings.forms.action import ActionForm
from plugins.meetings.forms.point import MAY_READ, DecisionForm, InTheRoom, NotesForm, PointForm
from plugins.meetings.here import council, meeting_or_404, or_not_here, reader
from plugins.meetings.models import Meeting, Point
from plugins.meetings.moments import when_words
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.record import minutes, writing, writing_down
from plugins.meetings.record import room as in_the_room
from plugins.meetings.record.minutes import MAY_HEAR
from plugins.meetings.record.room import FOR_ITS_WORKERS, Section
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import RUNS
from plugins.meetings.vocabulary import ACTION_STATES, DECIDED_BY

AT_THE_END = "end"  # in an address: what belongs to no item
SAVED = "Saved."
CLASH = "Somebody else changed this while you typed. What they saved stands above the form; save again to keep yours."


@blueprint.get("/<uuid:id>/room")
@requires("meetings.run")
def room(id: UUID) -> Response:
    """What young people say, decisions, actions and notes, at the present part of the meeting."""
    asked = request.args.get("item")
    return room_page(meeting_or_404(id, RUNS), "" if asked == AT_THE_END else asked)


@blueprint.post("/<uuid:id>/room/said")
@requires("meetings.run")
def say(id: UUID) -> Response:
    """Keep something that was said; the page comes back at the same part, ready for the next."""
    found = meeting_or_404(id, RUNS)
    form = point_form(found)
    refused = ""
    if form.validate():
        try:
            writing_down.say(found, form, form.values())
            _look_for_names(found, form)
            db.session.commit()
            return back(found, form, "said")
        except NotNow as not_now:
            refused = not_kept(not_now)
    return room_page(found, form.place.data or "", refused, said=form)


@blueprint.route("/<uuid:id>/room/said/<uuid:point_id>", methods=["GET", "POST"])
@requires("meetings.run")
def change_point(id: UUID, point_id: UUID) -> Response:
    """Put right what was said, who may read it, or its themes."""
    found = meeting_or_404(id, RUNS)
    form = point_form(found)
    point = _point(found, point_id)
    clash = form.is_submitted() and form.version.data != str(point.version)
    if not form.is_submitted():
        form.show(point)
    elif clash:
        keep_version(form, point.version)
    elif form.validate():
        writing_down.correct(found, point, form.values())
        _look_for_names(found, form)
        db.session.commit()
        flash("What was said is corrected.", "success")
        return to_room(found, point.item_id)
    return page(
        "meetings/point.html",
        face="worker",
        form=form,
        meeting=found,
        point=point,
        sets=themes.sets(council()),
        readers=MAY_READ,
        clash=CLASH if clash else "",
        status=status_of(form, clash),
    )


@blueprint.post("/<uuid:id>/room/said/<uuid:point_id>/take-back")
@requires("meetings.run")
def take_back_point(id: UUID, point_id: UUID) -> Response:
    """Somebody wants their words back: they go, and from whoever was told of them."""
    found = meeting_or_404(id, RUNS)
    point = _point(found, point_id)
    item_id = point.item_id
    writing_down.take_back(point)
    db.session.commit()
    flash("It is taken back. Nobody who was told of it keeps it.", "success")
    return to_room(found, item_id)


def room_page(meeting: Meeting, place: str | None, refused: str = "", **given: InTheRoom) -> Response:
    """The page at one part of the meeting; `given` are forms that were sent and could not be kept."""
    shown = in_the_room.sections(meeting, reader())
    present = next((one for one in shown if one.key == place), shown[0])
    too_early = ""
    try:
        in_the_room.must_be_on(meeting)
    except NotNow as not_now:
        too_early = str(not_now)
    open_now = not present.informal and (not too_early or bool(given))
    return page(
        "meetings/in_the_room.html",
        face="worker",
        meeting=meeting,
        when=when_words(meeting.starts_at, meeting.minutes),
        sections=shown,
        present=present,
        following=_after(shown, present),
        refused=refused or too_early,
        forms=_forms(meeting, present, given) if open_now else {},
        typed=_typed(given),
        names=in_the_room.names_of(action.owner_id for one in shown for action in one.actions),
        sets=themes.sets(council()),
        titles={point.id: themes.titles(council(), point.themes) for point in present.points},
        readers=MAY_READ,
        decided_by=DECIDED_BY,
        states=ACTION_STATES,
        day=day,
        form=next((form for form in given.values() if form.errors), None),
        ready_for=request.args.get("next", "") or next(iter(given), ""),
        status=409 if refused else 400 if given else 200,
    )


def point_form(meeting: Meeting) -> PointForm:
    """The box for what was said, with the people and themes that can be chosen."""
    form = PointForm(prefix="said")
    form.offer(in_the_room.speakers(meeting), themes.sets(council()))
    return form


def action_form(meeting: Meeting) -> ActionForm:
    """The box for what somebody will do, with the people who can be chosen."""
    form = ActionForm(prefix="promised")
    form.offer(in_the_room.owners(meeting))
    return form


def keep_from_all(meeting: Meeting, *texts: str | None) -> None:
    """Public minutes into which a member's name was just written are for the group alone until somebody has looked."""
    names = writing.keep_from_all(meeting, minutes.of(meeting), *(text or "" for text in texts))
    if names:
        flash(writing.kept_words(names), "warning")


def not_kept(why: NotNow) -> str:
    """What to tell somebody whose words are still in the box."""
    db.session.rollback()
    return f"{why} What you typed is still in the box below. It is not saved."


def back(meeting: Meeting, form: InTheRoom, what: str) -> Response:
    """The room's page again, at the same part, with the focus back in the box; works without scripts."""
    flash(SAVED, "success")
    return redirect(url_for("meetings.room", id=meeting.id, item=form.place.data or AT_THE_END, next=what))


def to_room(meeting: Meeting, item_id: UUID | None) -> Response:
    """The room's page at one item."""
    return redirect(url_for("meetings.room", id=meeting.id, item=item_id or AT_THE_END))


def keep_version(form: InTheRoom, version: int) -> None:
    """After a clash the form carries the version that was shown, so that saving again is a choice."""
    form.version.data = str(version)
    form.version.raw_data = [str(version)]


def status_of(form: InTheRoom, clash: bool) -> int:
    """409 for a clash, 400 for a slip, 200 for a form as it is shown first."""
    return 409 if clash else 400 if form.is_submitted() else 200


def _forms(meeting: Meeting, present: Section, given: dict[str, InTheRoom]) -> dict[str, InTheRoom]:
    """The boxes of one part; those that were sent stay as they are."""
    made: dict[str, Any] = {
        "said": lambda: point_form(meeting),
        "decided": lambda: DecisionForm(prefix="decided"),
        "promised": lambda: action_form(meeting),
        "notes": lambda: _notes_form(present),
    }
    if present.item is None:
        del made["notes"]
    # What was sent belongs to one box alone: the others start empty, whatever else the request carries.
    return {name: given.get(name) or _fresh(make, present.key) for name, make in made.items()}


def _fresh(make: Any, place: str) -> InTheRoom:
    form: InTheRoom = make()
    form.place.data = place
    return form


def _notes_form(present: Section) -> NotesForm:
    form = NotesForm(prefix="notes")
    if present.item is not None:
        form.notes.data, form.version.data = present.item.notes, str(present.item.version)
    return form


def _look_for_names(meeting: Meeting, form: PointForm) -> None:
    if form.permission.data in MAY_HEAR["anybody"]:
        keep_from_all(meeting, form.words.data)


def _typed(given: dict[str, InTheRoom]) -> str:
    """What was written in the box that was sent, whichever it was."""
    boxes = (field for form in given.values() for field in form if field.short_name in ("words", "text", "notes"))
    return next((field.data or "" for field in boxes), "")


def _after(shown: list[Section], present: Section) -> Section | None:
    place = shown.index(present) + 1
    return shown[place] if place < len(shown) else None


def _point(meeting: Meeting, id: UUID) -> Point:
    """The point, if it was said at this meeting and the reader may know of it."""
    query = db.select(Point).where(Point.id == id, Point.meeting_id == meeting.id)
    found: Point = or_not_here(db.session.scalars(query).one_or_none())
    hidden = found.permission in FOR_ITS_WORKERS and not in_the_room.is_its_worker(meeting, reader())
    return or_not_here(None if hidden else found)
