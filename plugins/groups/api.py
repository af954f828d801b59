"""What other plugins may use of groups: who they are, who is in them, who may see them, when boards sit."""

from plugins.groups.boards.asked import (
    SeatLine,
    SeatNumbers,
    announce_report,
    board_days,
    consulted_boards,
    consulted_reports,
    seat_numbers,
    seat_promises,
    sittings_ahead,
    young_holders,
    young_seats,
)
from plugins.groups.boards.dates import Sitting
from plugins.groups.boards.reports import Asked
from plugins.groups.content import DeclaredGroup
from plugins.groups.elections.arranging import (
    Body,
    ElectionPlan,
    Refused,
    Vacancy,
    bodies_of,
    free_places,
    plan_elections,
    vacancies,
)
from plugins.groups.elections.states import Times
from plugins.groups.elections.words import HOW, TIE_RULES
from plugins.groups.facts import Said, affiliates_of, meets_words, ways_into
from plugins.groups.founding import found_group
from plugins.groups.here import group_called, member_roles
from plugins.groups.joining.finding import people_called
from plugins.groups.joining.induction import reword_code
from plugins.groups.membership import called
from plugins.groups.models import (
    Board,
    BoardDate,
    BoardReport,
    BoardSeat,
    Constituency,
    Election,
    Group,
    Membership,
    SeatHolder,
)
from plugins.groups.register import run_by
from plugins.groups.reporting import groups_among
from plugins.groups.rules import Ages, ages_words, cadence_words, free_slug, months_before
from plugins.groups.visibility import LISTED, MY_GROUPS, MY_GROUPS_TO_RUN, SEES_GROUP, SEES_MEMBERS
from plugins.groups.vocabulary import UMBRELLAS

__all__ = [
    "Ages",
    "Asked",
    "Board",
    "BoardDate",
    "BoardReport",
    "BoardSeat",
    "Body",
    "Constituency",
    "DeclaredGroup",
    "Election",
    "ElectionPlan",
    "Group",
    "HOW",
    "LISTED",
    "MY_GROUPS",
    "MY_GROUPS_TO_RUN",
    "Membership",
    "Refused",
    "SEES_GROUP",
    "SEES_MEMBERS",
    "Said",
    "SeatHolder",
    "SeatLine",
    "SeatNumbers",
    "Sitting",
    "TIE_RULES",
    "Times",
    "UMBRELLAS",
    "Vacancy",
    "affiliates_of",
    "ages_words",
    "announce_report",
    "board_days",
    "bodies_of",
    "cadence_words",
    "called",
    "consulted_boards",
    "consulted_reports",
    "found_group",
    "free_places",
    "free_slug",
    "group_called",
    "groups_among",
    "meets_words",
    "member_roles",
    "months_before",
    "people_called",
    "plan_elections",
    "reword_code",
    "run_by",
    "seat_numbers",
    "seat_promises",
    "sittings_ahead",
    "vacancies",
    "ways_into",
    "young_holders",
    "young_seats",
]
