"""How people come to a group: put forward by somebody, sent by a body, or answering an advert.

Nobody is a member before they have said yes themselves. One person has at most one way towards one group; who said
what and when stays on it, and the trail of every change is in the audit. Source: W18, W42, W51, W57, N47.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    personal,
    scoped_fk,
    scoped_index,
    scoped_unique,
    utcnow,
)


def _about(cls: str = "S3") -> dict[str, Any]:
    """Wanting to join some groups says as much as being in them."""
    return personal(purpose="participation", cls=cls, retention="member")


def _words() -> Mapped[str]:
    return mapped_column(Text, default="", server_default="", info=_about())


class Joining(AuthorityScoped, Base):
    """One person's way towards one group, until they are in it or it is over (`rules.joining` has the states).

    `person_id` is None while somebody who is not on the record answers an advert. `code_hash` is the SHA-256 of the
    code with which whoever has no sign-in answers, or reads the answer they got; `put_forward_by` names the nominator.
    `told_how` says how somebody was told the answer (`joining.wording.TOLD`), "" while nobody has told them.
    """

    __tablename__ = "groups_joining"
    __table_args__ = (
        scoped_unique("group_id", "person_id"),
        scoped_unique("code_hash"),
        scoped_index("state", "made_at"),
    )

    group_id: Mapped[UUID] = scoped_fk("groups_group", info=_about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    route: Mapped[str] = mapped_column(String(40), info=_about())
    state: Mapped[str] = mapped_column(String(40), info=_about())
    name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about())
    contact: Mapped[str] = mapped_column(String(254), default="", server_default="", info=_about())
    age: Mapped[int | None] = mapped_column(Integer, info=_about())
    message: Mapped[str] = _words()
    access_needs: Mapped[str] = _words()
    put_forward_by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    put_forward_by: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about())
    why: Mapped[str] = _words()
    from_organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True, info=_about())
    from_group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True, info=_about())
    code_hash: Mapped[str | None] = mapped_column(String(64), info=_about())
    code_until: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    answer: Mapped[str] = _words()
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    said_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    told_on: Mapped[date | None] = mapped_column(Date, info=_about())
    told_how: Mapped[str] = mapped_column(String(40), default="", server_default="", info=_about())
    suggested_group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True, info=_about())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Constituency(AuthorityScoped, Base):
    """A body that elects or sends members: its number of places, and who runs its elections (W42)."""

    __tablename__ = "groups_constituency"
    __table_args__ = (scoped_unique("group_id", "organisation_id"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    organisation_id: Mapped[UUID] = scoped_fk("core_organisation")
    places: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    returning_officer_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about("S2"))
    note: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("a word about the seats of one place or school")
    )


class Election(AuthorityScoped, Base):
    """One election of members by one constituency; `rules.election` has the states.

    Nobody's choice is stored: a vote raises a candidate's tally, and the voter's line on the roll is struck off in the
    same transaction. `papers` and `spoilt` count the paper ones; two different people count and check them.
    """

    __tablename__ = "groups_election"
    __table_args__ = (scoped_index("state", "closes_at"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    constituency_id: Mapped[UUID] = scoped_fk("groups_constituency")
    state: Mapped[str] = mapped_column(String(40), default="draft", server_default="draft")
    places: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    role: Mapped[str] = mapped_column(String(80), default="Member", server_default="Member")
    by_election: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    how: Mapped[str] = mapped_column(String(40), default="both", server_default="both")
    who_may_vote: Mapped[str] = mapped_column(Text, default="", server_default="")
    tie_rule: Mapped[str] = mapped_column(String(40), default="lot", server_default="lot")
    stand_until: Mapped[datetime] = mapped_column(UTCDateTime)
    opens_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    term_from: Mapped[date | None] = mapped_column(Date)
    term_to: Mapped[date | None] = mapped_column(Date)
    blank: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    papers: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    spoilt: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    counted_by: Mapped[UUID | None] = mapped_column(info=_about("S2"))
    checked_by: Mapped[UUID | None] = mapped_column(info=_about("S2"))
    tie_note: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S2"))
    void_why: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S2"))
    declared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Candidate(AuthorityScoped, Base):
    """Somebody who stands in an election, with a statement in their own words; `order` is drawn by lot."""

    __tablename__ = "groups_candidate"
    __table_args__ = (scoped_unique("election_id", "person_id"),)

    election_id: Mapped[UUID] = scoped_fk("groups_election", info=_about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    state: Mapped[str] = mapped_column(String(40), default="asked", server_default="asked", info=_about())
    name: Mapped[str] = mapped_column(String(200), info=_about())
    statement: Mapped[str] = _words()
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=_about())
    on_screen: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=_about())
    on_paper: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=_about())
    elected: Mapped[bool | None] = mapped_column(Boolean, info=_about())
    code_hash: Mapped[str | None] = mapped_column(String(64), info=_about())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Voter(AuthorityScoped, Base):
    """One line of an election's roll: a person on the record, or a printed code that belongs to nobody by name."""

    __tablename__ = "groups_voter"
    __table_args__ = (scoped_unique("election_id", "person_id"), scoped_unique("election_id", "code_hash"))

    election_id: Mapped[UUID] = scoped_fk("groups_election", info=_about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    code_hash: Mapped[str | None] = mapped_column(String(64), info=_about("S2"))
    voted: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about())
