"""Which rows are a council's: every council's table of every owner, and its part of the platform's.

Found in the metadata, so that a new table is here from the day it exists. What is kept after a council has left, and
why, stands in KEPT. The tables of safeguarding are not among them: see core/safeguarding/record/leaving.py.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, inspect, select

from core.db import Base, db
from core.db.base import AUTHORITY_COLUMN
from core.db.keys import AuthorityScoped
from core.jobs.models import JobRow
from core.jobs.table import job_table
from core.safeguarding.record import leaving as closed
from core.users.models import AccessLink, Membership, MembershipRole, PlatformGrant, User, UserSession

KEPT: Final = {
    "core_audit_entry": "the record of who did what, closed; it holds ids, and the council may have to answer for it",
    "core_audit_head": "the end of that record, so that a line cut off it is missed",
    "core_sighting": "who looked at whose record, by ids: a breach may be found after the council has gone",
    "core_authority": "the council's own line: its name, which the record above belongs to",
    **closed.KEPT,
}
SECRET: Final = frozenset({"password_hash", "token_hash"})
"""Columns that are nobody's business, not even the council's."""


@dataclass(frozen=True)
class Held:
    """One table's rows of a council: the mapped class, and what else picks them (None where the scope does)."""

    model: type[Any]
    where: ColumnElement[bool] | None = None

    @property
    def table(self) -> str:
        """The table's name."""
        return str(inspect(self.model).local_table.name)

    @property
    def is_kept(self) -> bool:
        """True for what stays when the council has left."""
        return self.table in KEPT

    def columns(self) -> list[str]:
        """The attributes that are written out."""
        return [one.key for one in inspect(self.model).column_attrs if one.key not in SECRET]

    def rows(self) -> Select[Any]:
        """The rows, a column each, so that a large table takes no memory."""
        chosen = select(*(getattr(self.model, name) for name in self.columns()))
        if self.model is JobRow:  # what is done for a case is told to nobody, not by the name of its work either
            chosen = chosen.where(JobRow.name.not_in([job.name for job in job_table() if job.hidden]))
        return chosen if self.where is None else chosen.where(self.where)


def held(authority_id: UUID, users: Collection[UUID]) -> list[Held]:
    """Everything of the council, what others point at first; `users` are the sign-ins that leave with it."""
    order = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
    found = [*_scoped(), *_platform(authority_id, users)]
    return sorted(found, key=lambda one: order[one.table])


def leaving_users(authority_id: UUID) -> list[UUID]:
    """Sign-ins that nobody else needs: no membership in another council and no role on the platform."""
    here = select(Membership.user_id).where(Membership.authority_id == authority_id)
    elsewhere = select(Membership.user_id).where(Membership.authority_id != authority_id)
    granted = select(PlatformGrant.user_id)
    asked = select(User.id).where(User.id.in_(here), User.id.not_in(elsewhere), User.id.not_in(granted))
    return list(db.session.scalars(asked))


def _scoped() -> Iterator[Held]:
    for mapper in Base.registry.mappers:
        is_here = issubclass(mapper.class_, AuthorityScoped) and mapper.local_table in Base.metadata.tables.values()
        if is_here and not closed.is_closed(mapper.class_):
            yield Held(mapper.class_)


def _platform(authority_id: UUID, users: Collection[UUID]) -> Iterator[Held]:
    """Rows of the platform's tables that name the council, and the sign-ins and roles behind its memberships."""
    special = {User, MembershipRole, UserSession, AccessLink}
    for mapper in Base.registry.mappers:
        model = mapper.class_
        if not issubclass(model, AuthorityScoped) and model not in special and AUTHORITY_COLUMN in mapper.columns:
            yield Held(model, model.authority_id == authority_id)
    mine = select(Membership.id).where(Membership.authority_id == authority_id)
    yield Held(MembershipRole, MembershipRole.membership_id.in_(mine))
    yield Held(UserSession, (UserSession.authority_id == authority_id) | UserSession.user_id.in_(users))
    yield Held(AccessLink, (AccessLink.authority_id == authority_id) | AccessLink.user_id.in_(users))
    yield Held(User, User.id.in_(users))
