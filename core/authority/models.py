"""What the database knows of a council: one platform row, named by an internal id that outlives every rename; and of
one that is still being put together.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UTCDateTime, db, not_personal, personal, prepared, utcnow

_DRAFT = personal(purpose="access", cls="S2", retention="a_month")
_TOUCHED, _VERSION = "authority_touched", "authority_version"  # keys of what a session keeps


class AuthorityRow(Base):
    """A council of this deployment.

    `version` rises with every change to its settings or public content, so that caches know when they are old.
    """

    __tablename__ = "core_authority"
    __table_class__ = "platform"

    id: Mapped[UUID] = mapped_column(sa.Uuid, primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    old_slugs: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    name: Mapped[str] = mapped_column(sa.String(200), info=not_personal("a council's name"))
    ons_code: Mapped[str | None] = mapped_column(sa.String(12), unique=True)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class CouncilDraft(Base):
    """A new council that is not written yet: what was answered so far, step by step (core/admin/new_council).

    `user_id` began it, any operator may go on. Contacts and safeguarding posts stand in `answers`. It is gone a month
    after the last change.
    """

    __tablename__ = "core_council_draft"
    __table_class__ = "platform"

    id: Mapped[UUID] = mapped_column(sa.Uuid, primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("core_user.id"), index=True, info=_DRAFT)
    name: Mapped[str] = mapped_column(sa.String(200), info=not_personal("a council's name"))
    answers: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict, info=_DRAFT)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, onupdate=utcnow)
    written_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


def touch(authority_id: UUID) -> None:
    """Raise a council's version in the caller's transaction: what was kept of its pages and settings is old now."""
    raised: Any = {"version": AuthorityRow.version + 1}
    db.session.execute(sa.update(AuthorityRow).where(AuthorityRow.id == authority_id).values(raised))
    db.session.info[_TOUCHED] = True


def hold(authority_id: UUID) -> None:
    """Keep others from changing a council's choices until the transaction ends, and forget what was read of them.

    For whoever reads, compares and then saves. SQLite has one writer at a time anyway.
    """
    row = sa.select(AuthorityRow.id).where(AuthorityRow.id == authority_id)
    # Links to the council may be made meanwhile: only its own columns are held.
    db.session.execute(row.with_for_update(key_share=True))
    db.session.info.pop(_VERSION, None)


_VERSION_OF = prepared(sa.select(AuthorityRow.version).where(AuthorityRow.id == sa.bindparam("id")))


def remember_version(version: int) -> None:
    """Keep a version that another statement of this scope has read along, so that it is not asked for twice."""
    db.session.info.setdefault(_VERSION, version)


def version_of(authority_id: UUID) -> int | None:
    """Return a council's version, read once for each scope; None while this scope has raised it itself.

    None means: keep nothing of what is worked out now, for it may still be rolled back.
    """
    kept = db.session.info
    if kept.get(_TOUCHED):
        return None
    if _VERSION not in kept:
        kept[_VERSION] = db.session.scalar(_VERSION_OF, {"id": authority_id})
    version: int | None = kept[_VERSION]
    return version
