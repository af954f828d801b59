"""The tables of youth_voice: posts, task groups, consultations, seats over time, the year, codes, ballots."""

from plugins.youth_voice.models.boards import Consultation, SeatCount
from plugins.youth_voice.models.delegates import Delegate, DelegateReport, Post
from plugins.youth_voice.models.results import Ballot, BallotSchool, BallotTopic
from plugins.youth_voice.models.work import OwnItem, Suggestion, TaskGroup, TaskMember
from plugins.youth_voice.models.year import Code, CodeAgreement, Event, EventCopy

__all__ = [
    "Ballot",
    "BallotSchool",
    "BallotTopic",
    "Code",
    "CodeAgreement",
    "Consultation",
    "Delegate",
    "DelegateReport",
    "Event",
    "EventCopy",
    "OwnItem",
    "Post",
    "SeatCount",
    "Suggestion",
    "TaskGroup",
    "TaskMember",
]
