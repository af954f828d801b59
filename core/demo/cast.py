"""Who plays which part in the stories that a demonstration tells: staff by role, and the young people with no account.

Nothing is ever erased, withheld or held that is about somebody with an account: whoever tries the demonstration is left
as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.clock import ZONE
from core.db import db
from core.demo.people import person_id
from core.hooks.values import DemoWorld
from core.people.models import Person
from core.users.models import Membership

ENOUGH = 200  # young people are looked at for a part; a large council has more


@dataclass(frozen=True)
class Young:
    """A young person without an account: their id, name and day of birth."""

    id: UUID
    name: str
    born_on: date


@dataclass(frozen=True)
class Cast:
    """The council, its day, the user of each role, and who is there to be in a story."""

    authority: Authority
    world: DemoWorld
    users: dict[str, UUID]
    young: Sequence[Young]
    parents: Sequence[UUID]

    @property
    def slug(self) -> str:
        """The council's."""
        return self.authority.slug

    @property
    def me(self) -> UUID:
        """The record of the young person with an account."""
        return self.world.holders["young_person"]

    def id(self, label: str) -> UUID:
        """The id of what `label` stands for in this council; the same at every loading."""
        return person_id(self.slug, f"story {label}")

    def ago(self, days: int) -> date:
        """A day so many days back."""
        return self.world.today - timedelta(days=days)

    def moment(self, days: int, hour: int = 10) -> datetime:
        """A moment on a day so many days back."""
        return datetime.combine(self.ago(days), time(hour, 20), ZONE)


def cast(authority: Authority, world: DemoWorld) -> Cast:
    """Give out the parts; read once for all stories of a council."""
    with_account = dict(zip(world.holders.values(), world.holders, strict=True))
    here = (Membership.authority_id == authority.id, Membership.person_id.in_(list(with_account)))
    members = db.session.execute(select(Membership.person_id, Membership.user_id).where(*here))
    ids = [one for one in world.people.get("young_person", ()) if one not in with_account][:ENOUGH]
    rows = db.session.execute(select(Person.id, Person.name, Person.born_on).where(Person.id.in_(ids)))
    known = {row.id: Young(row.id, row.name, row.born_on) for row in rows if row.born_on}
    return Cast(
        authority=authority,
        world=world,
        users={with_account[row.person_id]: row.user_id for row in members},
        young=tuple(known[one] for one in ids if one in known),
        parents=[one for one in world.people.get("parent_carer", ()) if one not in with_account],
    )
