"""Groups for a demonstration in a council whose documents name none: plainly made up, as if added on screen.

They are in no file. Their names say that they are examples, so that nobody takes them for the council's own.
"""

from core.api import db
from plugins.groups.models import Board, BoardSeat, Group, JoinRoute
from plugins.groups.vocabulary import UMBRELLAS

MADE_UP = "Made up for this demonstration. No document of the council names it."


def where_none_is_declared() -> int:
    """Make two groups and a board that hears one of them where no group for young people is known; says how many."""
    known = db.select(Group.id).where(Group.participants == "young_people", Group.kind.not_in(UMBRELLAS)).limit(1)
    if db.session.scalar(known) is not None:
        return 0
    forum, green, board = _forum(), _green_group(), _board()
    db.session.add_all([forum, green, board])
    db.session.flush()
    db.session.add(JoinRoute(group_id=forum.id, kind="open", how="Come along. You do not have to be chosen."))
    db.session.add(JoinRoute(group_id=green.id, kind="open", how="Come along, on your own or with a friend."))
    db.session.add(BoardSeat(group_id=forum.id, board_id=board.id, role="meets", times_per_year=4))
    db.session.flush()
    return 2


def _forum() -> Group:
    return Group(
        key="example-youth-forum",
        name="Example Youth Forum",
        kind="forum",
        purpose="An example: young people talk about what matters where they live and take it to the board.",
        purpose_easy="An example. Talk about what matters. Tell the people who decide.",
        age_min=11,
        age_max=17,
        cadence="monthly",
        source=MADE_UP,
    )


def _green_group() -> Group:
    return Group(
        key="example-green-group",
        name="Example Green Group",
        kind="network",
        purpose="An example: young people who want cleaner air, safer paths and more trees.",
        purpose_easy="An example. Cleaner air, safer paths, more trees.",
        age_min=13,
        age_max=19,
        cadence="per_term",
        cadence_count=2,
        source=MADE_UP,
    )


def _board() -> Board:
    return Board(
        key="example-childrens-board",
        name="Example Children's Board",
        about="An example of a board that hears young people.",
        source=MADE_UP,
    )
