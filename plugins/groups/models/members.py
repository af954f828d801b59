"""Who is in a group, in which role and for how long, as entered by staff."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, personal, scoped_fk, scoped_unique


def _about() -> dict[str, Any]:
    """Being in a group can say that a child is in care or disabled, so it is class S3 for every group
    alike.
    """
    return personal(purpose="participation", cls="S3", retention="member")


class Membership(AuthorityScoped, Base):
    """One person in one group. Pausing, leaving and coming back change `status`; the trail is in the audit.

    `supports` marks a worker who helps the group, as against someone the group is made of. `induction` maps a line of
    the group's induction to the day on which it was done; `for_organisation_id` is the body that elected or sent them.
    `past_terms` holds earlier terms of office as [role, first day, last day], days in ISO 8601 or "".
    """

    __tablename__ = "groups_membership"
    __table_args__ = (scoped_unique("group_id", "person_id"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group", info=_about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    role: Mapped[str] = mapped_column(String(80), default="Member", info=_about())
    supports: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about())
    status: Mapped[str] = mapped_column(String(40), default="active", server_default="active", info=_about())
    route: Mapped[str | None] = mapped_column(String(40), info=_about())
    age_reason: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    joined_on: Mapped[date | None] = mapped_column(Date, info=_about())
    left_on: Mapped[date | None] = mapped_column(Date, info=_about())
    term_from: Mapped[date | None] = mapped_column(Date, info=_about())
    term_to: Mapped[date | None] = mapped_column(Date, info=_about())
    paused_on: Mapped[date | None] = mapped_column(Date, info=_about())
    code_agreed_on: Mapped[date | None] = mapped_column(Date, info=_about())
    induction: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}", info=_about())
    past_terms: Mapped[list[list[str]]] = mapped_column(JSON, default=list, server_default="[]", info=_about())
    for_organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True, info=_about())
