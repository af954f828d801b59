"""What other plugins may use of meetings: who knows of them, planning several groups at once, one agenda for many
meetings, which schools and which senior adults came, and what came of it.

Nothing here commits. Who may plan is for the caller to ask: `PLANS` is the rule for a meeting, `meetings.plan` the
permission.
"""

from plugins.meetings.agenda.editing import add_issue
from plugins.meetings.agenda.editing import of as agenda_of
from plugins.meetings.agenda.putting import Entry, Put
from plugins.meetings.agenda.putting import put as put_agenda
from plugins.meetings.agenda.themes import sets as theme_sets
from plugins.meetings.agenda.themes import titles as theme_titles
from plugins.meetings.coming.officers import BETWEEN, Officer, line_id, mark_officers, officers
from plugins.meetings.coming.schools import Visit, booked, visits
from plugins.meetings.dates.reading import KNOWS_WHEN, Dated, ahead, between
from plugins.meetings.here import meeting_or_404
from plugins.meetings.models import AgendaItem, Meeting
from plugins.meetings.moments import hours_words, when_words
from plugins.meetings.planned import PlanWarning
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.planning.making import Made
from plugins.meetings.planning.proposing import Proposal, year_holding
from plugins.meetings.planning.together import GroupPlan, groups_of, plans, year_of
from plugins.meetings.planning.together import hold as hold_plans
from plugins.meetings.planning.together import make as make_meetings
from plugins.meetings.planning.year import terms
from plugins.meetings.record.came_of import Came, came_of
from plugins.meetings.terms import Span, school_year
from plugins.meetings.visibility import MY_MEETINGS, PLANS, READS_AGENDA, RUNS, SEES_MEETING, SEES_PEOPLE, WRITES_AGENDA

__all__ = [
    "AgendaItem",
    "BETWEEN",
    "Came",
    "Dated",
    "Entry",
    "GroupPlan",
    "KNOWS_WHEN",
    "MY_MEETINGS",
    "Made",
    "Meeting",
    "NotNow",
    "Officer",
    "PLANS",
    "PlanWarning",
    "Proposal",
    "Put",
    "READS_AGENDA",
    "RUNS",
    "SEES_MEETING",
    "SEES_PEOPLE",
    "Span",
    "Visit",
    "WRITES_AGENDA",
    "add_issue",
    "agenda_of",
    "ahead",
    "between",
    "booked",
    "came_of",
    "groups_of",
    "hold_plans",
    "hours_words",
    "line_id",
    "make_meetings",
    "mark_officers",
    "meeting_or_404",
    "officers",
    "plans",
    "put_agenda",
    "school_year",
    "terms",
    "theme_sets",
    "theme_titles",
    "visits",
    "when_words",
    "year_holding",
    "year_of",
]
