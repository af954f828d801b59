"""Plants what a demonstration shows of groups: members now and formerly, workers, ways in, and when boards sit.

It makes no group: what a council has is what its file declares, even where that is none. Each record's id is made
from what it stands for, so that loading again, with other numbers or on another day, adds only what is missing.
"""

from collections.abc import Sequence

from core.api import Authority, DemoMade, DemoWorld, bulk_insert, db
from plugins.groups.demo import boards, elections, ways
from plugins.groups.demo.memberships import Memberships
from plugins.groups.here import chosen
from plugins.groups.models import Group, Membership
from plugins.groups.vocabulary import UMBRELLAS

BATCH = 1000  # rows in one statement


def plant(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    found = db.select(Group).where(Group.kind.not_in(UMBRELLAS), Group.status != "ended").order_by(Group.key)
    groups = db.session.scalars(found).all()
    memberships = Memberships(world, groups, _offices(chosen(authority).member_roles))
    rows = memberships.missing()
    for start in range(0, len(rows), BATCH):
        bulk_insert(Membership, rows[start : start + BATCH])
    if rows:
        _recount()
    made = [DemoMade("group memberships", len(rows)), *ways.plant(memberships), *elections.plant(memberships)]
    return [*made, *boards.plant(world)]


def _offices(roles: Sequence[str]) -> list[str]:
    """The offices that members hold: the first role is an ordinary member's, and workers have their own."""
    return [role for role in roles[1:] if role != "Worker"]


def _recount() -> None:
    """Store how many members each group has, workers left out, in one statement for the council."""
    counted = (
        db.select(Membership.group_id, db.func.count(Membership.id))
        .where(Membership.status == "active", Membership.supports.is_(False))
        .group_by(Membership.group_id)
    )
    numbers = {row[0]: row[1] for row in db.session.execute(counted)}
    if numbers:
        stored = db.update(Group).values(member_count=db.case(numbers, value=Group.id, else_=0))
        db.session.execute(stored, execution_options={"synchronize_session": False})
