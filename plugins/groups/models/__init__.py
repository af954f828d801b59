"""The tables of the groups plugin: groups, the ways into them, their members, and the boards that hear them."""

from plugins.groups.models.boards import Board, BoardCheck, BoardDate, BoardRating, BoardReport, BoardSeat, SeatHolder
from plugins.groups.models.groups import Affiliate, Group, JoinRoute, StandingEvent
from plugins.groups.models.joining import Candidate, Constituency, Election, Joining, Voter
from plugins.groups.models.members import Membership

__all__ = [
    "Affiliate",
    "Board",
    "BoardCheck",
    "BoardDate",
    "BoardRating",
    "BoardReport",
    "BoardSeat",
    "Candidate",
    "Constituency",
    "Election",
    "Group",
    "JoinRoute",
    "Joining",
    "Membership",
    "SeatHolder",
    "StandingEvent",
    "Voter",
]
