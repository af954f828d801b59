"""Allegations about adults who work with children: a store of their own, so that no list of concerns shows them."""

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


class Allegation(CaseColumns, AuthorityScoped, Base):
    """One allegation, or a low-level worry, about an adult who works or volunteers with children."""

    __tablename__ = "core_allegation"
    __table_args__ = (scoped_unique("number"), scoped_index("state", "due_at"), scoped_index("receipt_hash"))

    parts: Mapped[list["AllegationPart"]] = scoped_collection("AllegationPart", "case_id", viewonly=True)
    allocations: Mapped[list["AllegationAllocation"]] = scoped_collection(
        "AllegationAllocation", "case_id", viewonly=True
    )
    bars: Mapped[list["AllegationBar"]] = scoped_collection("AllegationBar", "case_id", viewonly=True)


class AllegationEntry(EntryColumns, AuthorityScoped, Base):
    """One entry of its chronology; two writers cannot fork it."""

    __tablename__ = "core_allegation_entry"
    __table_args__ = (scoped_unique("case_id", "seq"), scoped_unique("case_id", "previous_hash"))

    case_id: Mapped[UUID] = scoped_fk("core_allegation", index=False)


class AllegationBody(BodyColumns, AuthorityScoped, Base):
    """What an entry says, sealed."""

    __tablename__ = "core_allegation_body"
    __table_args__ = (scoped_unique("case_id", "seq"),)

    case_id: Mapped[UUID] = scoped_fk("core_allegation", index=False)


class AllegationPart(PartColumns, AuthorityScoped, Base):
    """Somebody whom it names."""

    __tablename__ = "core_allegation_part"
    __table_args__ = (scoped_unique("case_id", "person_id"), scoped_index("person_id"))

    case_id: Mapped[UUID] = scoped_fk("core_allegation", index=False)


class AllegationAllocation(AllocationColumns, AuthorityScoped, Base):
    """Somebody who works on it."""

    __tablename__ = "core_allegation_allocation"
    __table_args__ = (scoped_unique("case_id", "user_id"), scoped_index("user_id"))

    case_id: Mapped[UUID] = scoped_fk("core_allegation", index=False)


class AllegationBar(BarColumns, AuthorityScoped, Base):
    """Somebody who must not know of it."""

    __tablename__ = "core_allegation_bar"
    __table_args__ = (scoped_unique("case_id", "user_id"), scoped_index("user_id"))

    case_id: Mapped[UUID] = scoped_fk("core_allegation", index=False)
