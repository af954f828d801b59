"""What the agenda room shows on a meeting's page: what we will do, what there is to read, who chairs."""

from flask import url_for

from core.api import Actor, gettext
from plugins.meetings.agenda import chairing, editing, news, papers, reading
from plugins.meetings.models import Meeting
from plugins.meetings.rooms import Button, Part
from plugins.meetings.visibility import CHAIRS, READS_AGENDA, RUNS, WRITES_AGENDA


def parts(meeting: Meeting, actor: Actor) -> list[Part]:
    """The agenda and the papers, for the group and for staff; strangers see neither."""
    if not READS_AGENDA.allows(actor, meeting):
        return []
    found = [_agenda(meeting, actor), _papers(meeting)]
    if RUNS.allows(actor, meeting):
        found.append(_chair(meeting))
    return [part for part in found if part]


def buttons(meeting: Meeting, actor: Actor) -> list[Button]:
    """The chair's own view; for staff the agenda and the papers."""
    found = []
    if meeting.chair_id and meeting.chair_id == actor.person_id and CHAIRS.allows(actor, meeting):
        found.append(Button(gettext("Chair's view"), url_for("meetings.chair", id=meeting.id), 5))
    if WRITES_AGENDA.allows(actor, meeting):
        found.append(Button("Agenda", url_for("meetings.agenda", id=meeting.id), 40))
        found.append(Button("Papers", url_for("meetings.papers", id=meeting.id), 42))
    return found


def _agenda(meeting: Meeting, actor: Actor) -> Part | None:
    items = editing.of(meeting)
    if not items:
        return None
    shown = reading.lines(items, meeting.starts_at, reading.ages_of_reader(actor, meeting))
    told = news.since_last(meeting) if any(item.kind == "news" for item in items) else []
    return Part(gettext("What we will do"), "meetings/_agenda.html", {"lines": shown, "news": told}, 20)


def _papers(meeting: Meeting) -> Part | None:
    found = papers.of(meeting)
    return Part(gettext("To read before"), "meetings/_papers.html", {"papers": found}, 22) if found else None


def _chair(meeting: Meeting) -> Part:
    return Part("Who chairs", "meetings/_chair.html", {"chair": chairing.chair_name(meeting)}, 30, aside=True)
