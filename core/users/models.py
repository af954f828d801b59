"""Sign-ins and what hangs on them. Platform tables: one sign-in may belong to several councils.

A list of people is always reached through the memberships of one council, never through `core_user` itself.
Tokens are kept as SHA-256 only, so that a stolen database opens no session and no link (ASVS 5.0 V7, V9).
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    Boolean,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    sql,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import AuthorityScoped, Base, UTCDateTime, personal, scoped_fk, scoped_relationship, utcnow


def _about(purpose: str = "access", cls: str = "S2", retention: str = "account") -> dict[str, Any]:
    """The `info` of a personal column of this module."""
    return personal(purpose=purpose, cls=cls, retention=retention)


def _id() -> Mapped[UUID]:
    return mapped_column(Uuid, primary_key=True, default=uuid4)


class User(Base):
    """One sign-in. A user name is unique within its home council, an e-mail across the platform.

    `home_authority_id` is None for regional leads and operators, `password_hash` until a link was used.
    """

    __tablename__ = "core_user"
    __table_class__ = "platform"
    __table_args__ = (
        UniqueConstraint("home_authority_id", "username"),
        Index(
            "uq_core_user_platform_username",
            "username",
            unique=True,
            sqlite_where=sql.text("home_authority_id IS NULL"),
            postgresql_where=sql.text("home_authority_id IS NULL"),
        ),
    )

    id: Mapped[UUID] = _id()
    home_authority_id: Mapped[UUID | None] = mapped_column(ForeignKey("core_authority.id"), info=_about())
    username: Mapped[str | None] = mapped_column(String(80), info=_about())
    email: Mapped[str | None] = mapped_column(String(254), unique=True, info=_about("contact"))
    name: Mapped[str] = mapped_column(String(200), info=_about())
    password_hash: Mapped[str | None] = mapped_column(String(200), info=_about(cls="S3"))
    password_changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    demo: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())

    @property
    def sign_in_name(self) -> str:
        """What this person types to sign in."""
        return self.username or self.email or ""


class Membership(Base):
    """A user in one council: live once accepted and until ended. `name` is what this council calls them."""

    __tablename__ = "core_membership"
    __table_class__ = "platform"
    __table_args__ = (
        UniqueConstraint("authority_id", "user_id"),
        UniqueConstraint("authority_id", "id"),  # what a request of the same council points at
        ForeignKeyConstraint(
            ["authority_id", "person_id"], ["core_person.authority_id", "core_person.id"]
        ),
        Index("ix_core_membership_authority_id_name", "authority_id", "name", "id"),
    )

    id: Mapped[UUID] = _id()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("core_authority.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("core_user.id"), index=True, info=_about())
    person_id: Mapped[UUID | None] = mapped_column(Uuid, info=_about())
    name: Mapped[str] = mapped_column(String(200), info=_about())
    invited_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    invited_by: Mapped[UUID | None] = mapped_column(Uuid, info=_about())
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())

    user: Mapped[User] = relationship(User)
    held: Mapped[list["MembershipRole"]] = relationship(
        "MembershipRole", cascade="all, delete-orphan", order_by="MembershipRole.role"
    )

    @property
    def roles(self) -> frozenset[str]:
        """The roles held here; those of an ended membership are gone."""
        return frozenset(row.role for row in self.held)

    @property
    def is_live(self) -> bool:
        """True while this person may sign in here."""
        return self.accepted_at is not None and self.ended_at is None


class MembershipRole(Base):
    """One role held through a membership; taking it away deletes the row, the audit trail remembers."""

    __tablename__ = "core_membership_role"
    __table_class__ = "platform"

    membership_id: Mapped[UUID] = mapped_column(
        ForeignKey("core_membership.id"), primary_key=True, info=_about()
    )
    role: Mapped[str] = mapped_column(String(40), primary_key=True, info=_about())
    granted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    granted_by: Mapped[UUID | None] = mapped_column(Uuid, info=_about())


class PlatformGrant(Base):
    """A role outside any one council: regional_lead of a `region`, or operator."""

    __tablename__ = "core_platform_grant"
    __table_class__ = "platform"

    id: Mapped[UUID] = _id()
    user_id: Mapped[UUID] = mapped_column(ForeignKey("core_user.id"), index=True, info=_about())
    role: Mapped[str] = mapped_column(String(40), info=_about())
    region: Mapped[str | None] = mapped_column(String(80))
    granted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())


class UserSession(Base):
    """One signed-in browser, found by the hash of the token in its cookie; checked at every request."""

    __tablename__ = "core_user_session"
    __table_class__ = "platform"

    id: Mapped[UUID] = _id()
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=_about(cls="S3"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("core_user.id"), index=True, info=_about())
    authority_id: Mapped[UUID | None] = mapped_column(ForeignKey("core_authority.id"))
    device: Mapped[str] = mapped_column(String(60), default="", server_default="", info=_about())
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())


class AccessLink(Base):
    """A one-time link, shown once: an invitation into a council or the platform, or a password reset."""

    __tablename__ = "core_access_link"
    __table_class__ = "platform"

    id: Mapped[UUID] = _id()
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=_about(cls="S3"))
    kind: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("core_user.id"), index=True, info=_about())
    authority_id: Mapped[UUID | None] = mapped_column(ForeignKey("core_authority.id"))
    made_by: Mapped[UUID | None] = mapped_column(Uuid, info=_about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, info=_about())
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())


class SignInFailure(Base):
    """How often a sign-in failed for one keyed hash of a name or of an address; forgotten after a day."""

    __tablename__ = "core_sign_in_failure"
    __table_class__ = "platform"

    key: Mapped[str] = mapped_column(String(64), primary_key=True, info=_about("access", retention="a_day"))
    failures: Mapped[int] = mapped_column(Integer, default=0)
    last_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True, info=_about("access"))


class RoleRequest(AuthorityScoped, Base):
    """A request that somebody be given a guarded role; a present safeguarding lead answers it."""

    __tablename__ = "core_role_request"

    membership_id: Mapped[UUID] = scoped_fk("core_membership", index=False, info=_about())
    role: Mapped[str] = mapped_column(String(40), info=_about())
    why: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    asked_by: Mapped[UUID | None] = mapped_column(Uuid, info=_about())
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    answer: Mapped[str | None] = mapped_column(String(10), info=_about())
    answered_by: Mapped[UUID | None] = mapped_column(Uuid, info=_about())
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())

    membership: Mapped[Membership] = scoped_relationship(Membership, "membership_id")
