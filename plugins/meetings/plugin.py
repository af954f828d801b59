"""Meetings: the year's plan, who comes, the evening's register, what was said, and the minutes."""

from core.api import Plugin
from plugins.meetings import hooks
from plugins.meetings.indicators import INDICATORS
from plugins.meetings.links import REFS
from plugins.meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Booking,
    Coming,
    Decision,
    Feed,
    Leader,
    Meeting,
    MeetingChange,
    MeetingDuty,
    Minutes,
    Paper,
    Point,
    RiskAssessment,
    Safety,
    Usual,
    Venue,
)
from plugins.meetings.personal import KEEPS
from plugins.meetings.settings import MeetingsSettings
from plugins.meetings.telling import JOBS, NOTICES
from plugins.meetings.views import blueprint
from plugins.meetings.visibility import PERMISSIONS

plugin = Plugin(
    name="meetings",
    title="Meetings",
    description="A plan of the year, who comes, the register, what young people said, minutes and calendars.",
    package=__package__,
    path="meetings",
    hooks=hooks,
    blueprint=blueprint,
    settings=MeetingsSettings,
    permissions=PERMISSIONS,
    refs=REFS,
    requires=("groups",),
    tables=(
        *(Venue, Usual, Meeting, MeetingChange, Leader, AgendaItem, Paper),
        *(Coming, Safety, Attendance, Booking, MeetingDuty, RiskAssessment),
        *(Point, Decision, Action, Minutes, Feed),
    ),
    keeps=KEEPS,
    jobs=JOBS,
    notices=NOTICES,
    indicators=INDICATORS,
    dpia="Registers, emergency contacts and children's own words: look at who reads them, and for how long.",
)
