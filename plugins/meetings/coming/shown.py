"""What the coming room shows on a meeting's page: the question to members, the numbers and buttons for staff."""

from typing import Any

from flask import url_for

from core.api import Actor, gettext, local_today
from plugins.meetings.coming import answering, counting, leading, lists, people, safety, sheet, sides
from plugins.meetings.coming.rules import answer_by, ask_again, needs_words, together
from plugins.meetings.here import chosen, council
from plugins.meetings.models import Meeting
from plugins.meetings.practice import enough
from plugins.meetings.rooms import Button, Part
from plugins.meetings.visibility import MY_MEETINGS, READS_SHEET, RUNS
from plugins.meetings.vocabulary import NEEDS


def parts(meeting: Meeting, actor: Actor) -> list[Part]:
    """Whether one comes, who is there for the adults, and for staff the numbers."""
    found = []
    if meeting.state != "cancelled" and people.member_of(meeting, actor):
        found.append(Part(gettext("Are you coming?"), "meetings/_coming_mine.html", _mine(meeting, actor), 5))
    if meeting.state == "planned" and MY_MEETINGS.allows(actor, meeting):
        found += _who_is_there(meeting)
    if RUNS.allows(actor, meeting):
        found.append(Part("Who comes", "meetings/_coming_staff.html", _numbers(meeting), 60))
    return found


def buttons(meeting: Meeting, actor: Actor) -> list[Button]:
    """The register from the day of the meeting, the sheet while it is open, who comes, and schools."""
    found = []
    if READS_SHEET.allows(actor, meeting) and sheet.is_open(meeting, chosen().sheet_hours):
        found.append(Button("Sheet for the evening", url_for("meetings.evening_sheet", id=meeting.id), 20))
    if not RUNS.allows(actor, meeting):
        return found
    if meeting.state != "cancelled" and local_today() >= meeting.on_date:
        found.append(Button("Register", url_for("meetings.keep_register", id=meeting.id), 10))
    found.append(Button("Who is coming", url_for("meetings.who_comes", id=meeting.id), 30))
    if meeting.kind == "convention":
        found.append(Button("Schools", url_for("meetings.bookings", id=meeting.id), 40))
    return found


def _mine(meeting: Meeting, actor: Actor) -> dict[str, Any]:
    """A member's own answer, and how many come: a small number is "some", so that nobody is counted out."""
    assert actor.person_id is not None  # a member has a record
    mine = answering.held_by(meeting, actor.person_id)
    coming = lists.number_coming(meeting)
    kept = safety.of(actor.person_id)
    by = answer_by(meeting.on_date, meeting.reply_by, chosen().reply_days)
    return {
        "mine": mine,
        "needs": [gettext(NEEDS[key]) for key in mine.needs if key in NEEDS] if mine else [],
        "is_open": answering.is_open(meeting),
        "tells_safety": ask_again(kept.said_on if kept else None, local_today()),
        "by": by,
        "late": local_today() > by,
        "coming": coming if coming >= council().file.disclosure.inside else "some" if coming else None,
        "full": answering.only_online(meeting) and answering.places_left(meeting, actor.person_id) == 0,
    }


def _who_is_there(meeting: Meeting) -> list[Part]:
    names = [one.first for one in leading.adults(meeting)]
    context = {"names": together(names), "number": len(names)}
    return [Part(gettext("Who is there"), "meetings/_coming_adults.html", context, 20, aside=True)] if names else []


def _numbers(meeting: Meeting) -> dict[str, Any]:
    """Expected before the meeting, counted once the register has begun, and the target where the group has one."""
    shown = sides.read(meeting)
    context: dict[str, Any] = {"target": _target(meeting), "wanted": shown.wanted}
    totals = counting.totals(meeting, shown.lines, [one.row for one in shown.schools])
    if totals.begun or meeting.state == "held":
        return context | {"totals": totals.rows(), "ratio": enough.present(meeting, shown, totals)}
    answers = lists.read(meeting)
    return context | {
        "answers": answers,
        "ratio": enough.expected(meeting, answers),
        "needs": needs_words(answers.needs, NEEDS),
    }


def _target(meeting: Meeting) -> list[tuple[str, str]]:
    """Attendances and different schools in the school year, beside what the group aims for (N55)."""
    group = meeting.group
    if not (group.target_attendances or group.target_unique):
        return []
    reached = counting.reached(group.id, meeting.on_date, council().file.jurisdiction)
    rows = [
        (reached.attendances, group.target_attendances, "school attendances"),
        (reached.different, group.target_unique, "different schools"),
    ]
    return [(f"{now} of {aim}", f"{what}, {reached.year.name}") for now, aim, what in rows if aim]
