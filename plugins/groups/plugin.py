"""Groups: forums, councils and networks, how to join them, and the boards that hear them."""

from core.api import Notice, Plugin, gettext_noop
from plugins.groups import hooks
from plugins.groups.content import GroupsContent
from plugins.groups.indicators import INDICATORS
from plugins.groups.links import REFS
from plugins.groups.models import (
    Affiliate,
    Board,
    BoardCheck,
    BoardDate,
    BoardRating,
    BoardReport,
    BoardSeat,
    Candidate,
    Constituency,
    Election,
    Group,
    Joining,
    JoinRoute,
    Membership,
    SeatHolder,
    StandingEvent,
    Voter,
)
from plugins.groups.personal import KEEPS, takes_part
from plugins.groups.settings import GroupsSettings
from plugins.groups.views import blueprint
from plugins.groups.visibility import PERMISSIONS

NOTICES = (
    Notice("groups.answered", gettext_noop("There is an answer for you.")),
    Notice("groups.asked", gettext_noop("There is a question for you.")),
)

plugin = Plugin(
    name="groups",
    title="Groups and boards",
    description="Groups that young people join, a directory to find one, and the boards that listen to them.",
    package=__package__,
    path="groups",
    hooks=hooks,
    blueprint=blueprint,
    settings=GroupsSettings,
    content=GroupsContent,
    permissions=PERMISSIONS,
    refs=REFS,
    tables=(
        *(Group, JoinRoute, StandingEvent, Affiliate, Membership),
        *(Joining, Constituency, Election, Candidate, Voter),
        *(Board, BoardDate, BoardSeat, SeatHolder, BoardReport, BoardCheck, BoardRating),
    ),
    keeps=KEEPS,
    notices=NOTICES,
    indicators=INDICATORS,
    takes_part=takes_part,
    dpia="Being in some groups says that a child is in care, disabled or in trouble: look at who sees members.",
)
