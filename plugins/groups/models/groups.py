"""Groups and what a strategy document says about each: who for, how to join, how often, what stands in the
year.

None and the empty list mean "not stated"; nothing is ever filled in by guessing.
Source: the 21 groups and forums in the five strategy documents.
"""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    not_personal,
    personal,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_unique,
)
from plugins.groups.rules import Ages

if TYPE_CHECKING:
    from plugins.groups.models.members import Membership

KEY = String(80)
WORD = String(40)
LINE = String(200)


def _text(info: dict[str, Any] | None = None) -> Mapped[str]:
    return mapped_column(Text, default="", server_default="", info=info)


def _words() -> Mapped[list[str]]:
    return mapped_column(JSON, default=list, server_default="[]")


class Group(AuthorityScoped, Base):
    """A forum, council, cabinet, network or programme. `key` is its lasting name in web addresses and
    files.
    """

    __tablename__ = "groups_group"
    __table_args__ = (scoped_unique("key"), scoped_index("name", "id"), scoped_index("status", "name"))

    key: Mapped[str] = mapped_column(KEY)
    name: Mapped[str] = mapped_column(LINE, info=not_personal("a group's name"))
    kind: Mapped[str] = mapped_column(WORD, default="forum")
    status: Mapped[str] = mapped_column(WORD, default="active", server_default="active")
    purpose: Mapped[str] = _text()
    purpose_easy: Mapped[str] = _text()
    does: Mapped[list[str]] = _words()
    who_for: Mapped[str] = _text()
    participants: Mapped[str] = mapped_column(WORD, default="young_people", server_default="young_people")
    age_min: Mapped[int | None] = mapped_column(Integer)
    age_max: Mapped[int | None] = mapped_column(Integer)
    age_stretch: Mapped[int | None] = mapped_column(Integer)
    age_rule: Mapped[str] = _text()
    school_years: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")
    eligibility: Mapped[list[str]] = _words()
    cadence: Mapped[str] = mapped_column(WORD, default="not_stated", server_default="not_stated")
    cadence_count: Mapped[int | None] = mapped_column(Integer)
    cadence_target: Mapped[int | None] = mapped_column(Integer)
    meets_when: Mapped[str] = _text()
    meets_at: Mapped[str] = _text()
    formal_part: Mapped[str] = _text()
    formal_minutes: Mapped[int | None] = mapped_column(Integer)
    informal_part: Mapped[str] = _text()
    decision_rights: Mapped[str | None] = mapped_column(WORD)
    posts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    themes: Mapped[list[str]] = _words()
    interests: Mapped[list[str]] = _words()
    access_offer: Mapped[list[str]] = _words()
    languages: Mapped[list[str]] = _words()
    contact: Mapped[str] = _text(personal(purpose="contact", cls="S1", retention="published"))
    listing: Mapped[str] = mapped_column(WORD, default="public", server_default="public")
    members_hidden: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    target_attendances: Mapped[int | None] = mapped_column(Integer)
    target_unique: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str] = _text()
    legal_note: Mapped[str] = _text(not_personal("the law that asks for the group"))
    advert: Mapped[str] = _text()
    advert_until: Mapped[date | None] = mapped_column(Date)
    role_description: Mapped[str] = _text()
    code_of_conduct: Mapped[str] = _text()
    induction: Mapped[list[str]] = _words()
    ended_on: Mapped[date | None] = mapped_column(Date)
    member_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    programme_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True)
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    place_id: Mapped[UUID | None] = scoped_fk("core_place", nullable=True)

    # For rules on rows: read only, so that a membership is never moved by accident.
    memberships: Mapped[list["Membership"]] = scoped_collection(
        "plugins.groups.models.members.Membership", "group_id", viewonly=True
    )

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}

    @property
    def ages(self) -> Ages:
        """The age range as a value that the rules understand."""
        return Ages(self.age_min, self.age_max, self.age_stretch, self.age_rule)


class JoinRoute(AuthorityScoped, Base):
    """One way into a group; a group may have several at once. `by_whom`: who elects, nominates or sends."""

    __tablename__ = "groups_join_route"
    __table_args__ = (scoped_unique("group_id", "kind"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    kind: Mapped[str] = mapped_column(WORD)
    by_whom: Mapped[list[str]] = _words()
    how: Mapped[str] = _text()
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class StandingEvent(AuthorityScoped, Base):
    """Something that comes round each year: an annual meeting, an annual report, a ceremony."""

    __tablename__ = "groups_standing_event"
    __table_args__ = (scoped_unique("group_id", "name"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    name: Mapped[str] = mapped_column(LINE, info=not_personal("an event's name"))
    month: Mapped[int | None] = mapped_column(Integer)
    times_per_year: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str] = _text(not_personal("a word about the event"))


class Affiliate(AuthorityScoped, Base):
    """A body that takes part in a group without being one of ours: school councils, a voluntary group."""

    __tablename__ = "groups_affiliate"
    __table_args__ = (scoped_unique("group_id", "name"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    name: Mapped[str] = mapped_column(LINE, info=not_personal("a body's name"))
    note: Mapped[str] = _text(not_personal("a word about the body"))
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
