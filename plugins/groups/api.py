"""What other plugins may use of groups: who they are, who is in them, who may see them, when boards sit."""

from plugins.groups.boards.asked import (
    SeatLine,
    announce_report,
    seat_promises,
    sittings_ahead,
    young_holders,
    young_seats,
)
from plugins.groups.boards.dates import Sitting
from plugins.groups.here import group_called
from plugins.groups.joining.finding import people_called
from plugins.groups.membership import called
from plugins.groups.models import Board, BoardDate, BoardSeat, Constituency, Group, Membership, SeatHolder
from plugins.groups.register import run_by
from plugins.groups.reporting import groups_among
from plugins.groups.rules import Ages, ages_words, cadence_words, free_slug, months_before
from plugins.groups.visibility import LISTED, MY_GROUPS, MY_GROUPS_TO_RUN, SEES_GROUP, SEES_MEMBERS
from plugins.groups.vocabulary import UMBRELLAS

__all__ = [
    "LISTED",
    "MY_GROUPS",
    "MY_GROUPS_TO_RUN",
    "SEES_GROUP",
    "SEES_MEMBERS",
    "UMBRELLAS",
    "Ages",
    "Board",
    "BoardDate",
    "BoardSeat",
    "Constituency",
    "Group",
    "Membership",
    "SeatHolder",
    "SeatLine",
    "Sitting",
    "ages_words",
    "announce_report",
    "cadence_words",
    "called",
    "free_slug",
    "group_called",
    "groups_among",
    "months_before",
    "people_called",
    "run_by",
    "seat_promises",
    "sittings_ahead",
    "young_holders",
    "young_seats",
]
