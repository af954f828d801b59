"""The tables of the groups plugin: groups and how to join them, boards and their seats, and members."""

from plugins.groups.models.boards import Board, BoardDate, BoardSeat
from plugins.groups.models.groups import Affiliate, Group, JoinRoute, StandingEvent
from plugins.groups.models.members import Membership

__all__ = [
    "Affiliate",
    "Board",
    "BoardDate",
    "BoardSeat",
    "Group",
    "JoinRoute",
    "Membership",
    "StandingEvent",
]
