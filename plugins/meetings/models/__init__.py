"""The tables of the meetings plugin: meetings, what is planned, who comes, what was said and done."""

from plugins.meetings.models.agenda import AgendaItem, Paper
from plugins.meetings.models.coming import Attendance, Booking, Coming, Safety
from plugins.meetings.models.feeds import Feed
from plugins.meetings.models.meeting import Leader, Meeting, MeetingChange, Usual, Venue
from plugins.meetings.models.practice import MeetingDuty, RiskAssessment
from plugins.meetings.models.record import Action, Decision, Minutes, Point

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "Booking",
    "Coming",
    "Decision",
    "Feed",
    "Leader",
    "Meeting",
    "MeetingChange",
    "MeetingDuty",
    "Minutes",
    "Paper",
    "Point",
    "RiskAssessment",
    "Safety",
    "Usual",
    "Venue",
]
