"""Tables of the audit record: a chain for each council, one for the platform, the head of each, and who it is about.

The head says how long the chain is, so that entries cut off its end are missed too.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, personal, scoped_index, scoped_unique

_KEPT = personal(purpose="accountability", cls="S2", retention="audit")
HASH_LENGTH = 64


class Chained:
    """The columns of an entry."""

    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_user_id: Mapped[UUID | None] = mapped_column(sa.Uuid, info=_KEPT)
    action: Mapped[str] = mapped_column(sa.String(80))
    about_plugin: Mapped[str] = mapped_column(sa.String(40))
    about_kind: Mapped[str] = mapped_column(sa.String(60))
    about_id: Mapped[str] = mapped_column(sa.String(80), info=_KEPT)
    why: Mapped[str] = mapped_column(sa.Text, info=_KEPT)
    detail: Mapped[dict[str, Any]] = mapped_column(sa.JSON, info=_KEPT)
    previous_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH))
    hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH))


class Head:
    """The columns of a chain's head."""

    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH))


class AuditEntry(Chained, AuthorityScoped, Base):
    """One act in a council."""

    __tablename__ = "core_audit_entry"
    __table_args__ = (scoped_unique("seq"), scoped_unique("previous_hash"), scoped_index("at"))


class AuditHead(Head, AuthorityScoped, Base):
    """The end of a council's chain; its row is also the lock that puts writers in order."""

    __tablename__ = "core_audit_head"
    __table_args__ = (sa.UniqueConstraint("authority_id", name="uq_core_audit_head_authority_id"),)


class Sighting(AuthorityScoped, Base):
    """One person whom an entry is about: an index over the chain, so that "who saw this child" reads few rows.

    Everything in it follows from the entry `entry_seq`. `kind` is seen or changed, `what` a page in plain words or
    an action, `by_role` the role in which somebody read, `number` how many people the entry is about. There is no
    link to the person's record: it stays when that is merged or erased, as an id that names nobody.
    """

    __tablename__ = "core_sighting"
    __table_args__ = (scoped_index("person_id", "at"), scoped_index("by_user_id", "at"), scoped_index("entry_seq"))

    person_id: Mapped[UUID] = mapped_column(sa.Uuid, info=_KEPT)
    at: Mapped[datetime] = mapped_column(UTCDateTime, info=_KEPT)
    by_user_id: Mapped[UUID | None] = mapped_column(sa.Uuid, info=_KEPT)
    by_role: Mapped[str] = mapped_column(sa.String(40), info=_KEPT)
    kind: Mapped[str] = mapped_column(sa.String(10))
    what: Mapped[str] = mapped_column(sa.String(80), info=_KEPT)
    secret: Mapped[bool] = mapped_column(sa.Boolean, info=_KEPT)
    number: Mapped[int] = mapped_column(sa.Integer)
    entry_seq: Mapped[int] = mapped_column(sa.Integer)


class PlatformAuditEntry(Chained, Base):
    """One act outside any council."""

    __tablename__ = "core_platform_audit_entry"
    __table_class__ = "platform"
    __table_args__ = (sa.UniqueConstraint("seq"), sa.UniqueConstraint("previous_hash"))

    id: Mapped[UUID] = mapped_column(sa.Uuid, primary_key=True, default=uuid4)


class PlatformAuditHead(Head, Base):
    """The end of the platform's chain; one row, whose id is always 1."""

    __tablename__ = "core_platform_audit_head"
    __table_class__ = "platform"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
