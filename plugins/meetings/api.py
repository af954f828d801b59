"""What other plugins may use of meetings: which there are, when, who may see and run them, and their agenda."""

from plugins.meetings.agenda.editing import add_issue
from plugins.meetings.agenda.editing import of as agenda_of
from plugins.meetings.dates.reading import KNOWS_WHEN, Dated, ahead, between
from plugins.meetings.here import meeting_or_404
from plugins.meetings.models import AgendaItem, Meeting
from plugins.meetings.moments import hours_words
from plugins.meetings.visibility import MY_MEETINGS, READS_AGENDA, RUNS, SEES_MEETING, WRITES_AGENDA

__all__ = [
    "KNOWS_WHEN",
    "MY_MEETINGS",
    "READS_AGENDA",
    "RUNS",
    "SEES_MEETING",
    "WRITES_AGENDA",
    "AgendaItem",
    "Dated",
    "Meeting",
    "add_issue",
    "agenda_of",
    "ahead",
    "between",
    "hours_words",
    "meeting_or_404",
]
