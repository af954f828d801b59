"""Concerns: what somebody said is wrong, and everything that was done about it."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from core.db import AuthorityScoped, Base, scoped_collection, scoped_fk, scoped_index, scoped_unique
from core.safeguarding.models.columns import (
    AllocationColumns,
    BarColumns,
    BodyColumns,
    CaseColumns,
    EntryColumns,
    PartColumns,
)


class Concern(CaseColumns, AuthorityScoped, Base):
    """One concern of a council."""

    __tablename__ = "core_concern"
    __table_args__ = (scoped_unique("number"), scoped_index("state", "due_at"), scoped_index("receipt_hash"))

    parts: Mapped[list["ConcernPart"]] = scoped_collection("ConcernPart", "case_id", viewonly=True)
    allocations: Mapped[list["ConcernAllocation"]] = scoped_collection("ConcernAllocation", "case_id", viewonly=True)
    bars: Mapped[list["ConcernBar"]] = scoped_collection("ConcernBar", "case_id", viewonly=True)


class ConcernEntry(EntryColumns, AuthorityScoped, Base):
    """One entry of its chronology; two writers cannot fork it."""

    __tablename__ = "core_concern_entry"
    __table_args__ = (scoped_unique("case_id", "seq"), scoped_unique("case_id", "previous_hash"))

    case_id: Mapped[UUID] = scoped_fk("core_concern", index=False)


class ConcernBody(BodyColumns, AuthorityScoped, Base):
    """What an entry says, sealed."""

    __tablename__ = "core_concern_body"
    __table_args__ = (scoped_unique("case_id", "seq"),)

    case_id: Mapped[UUID] = scoped_fk("core_concern", index=False)


class ConcernPart(PartColumns, AuthorityScoped, Base):
    """Somebody whom it names."""

    __tablename__ = "core_concern_part"
    __table_args__ = (scoped_unique("case_id", "person_id"), scoped_index("person_id"))

    case_id: Mapped[UUID] = scoped_fk("core_concern", index=False)


class ConcernAllocation(AllocationColumns, AuthorityScoped, Base):
    """Somebody who works on it."""

    __tablename__ = "core_concern_allocation"
    __table_args__ = (scoped_unique("case_id", "user_id"), scoped_index("user_id"))

    case_id: Mapped[UUID] = scoped_fk("core_concern", index=False)


class ConcernBar(BarColumns, AuthorityScoped, Base):
    """Somebody who must not know of it."""

    __tablename__ = "core_concern_bar"
    __table_args__ = (scoped_unique("case_id", "user_id"), scoped_index("user_id"))

    case_id: Mapped[UUID] = scoped_fk("core_concern", index=False)
