"""What groups have to report of some days: how many there were, who was in them, who came new."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Ref, ReportFigure, ReportPart, db
from plugins.groups.models import Group, Membership

GROUP = ("groups", "group")


def groups_among(about: Collection[Ref]) -> list[UUID]:
    """The groups among the records that a report is about."""
    return [ref.id for ref in about if (ref.plugin, ref.kind) == GROUP]


def parts(start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """Groups that are not hidden and their members as they stand, and who joined from `start` to `end`; with `about`
    those of these groups. Somebody in two groups counts once.
    """
    wanted = groups_among(about)
    if about and not wanted:
        return []
    open_groups = [Group.listing != "hidden", Group.status != "ended", *([Group.id.in_(wanted)] if wanted else [])]
    groups = db.session.scalar(db.select(db.func.count(Group.id)).where(*open_groups)) or 0
    joined = (Membership.joined_on >= start, Membership.joined_on <= end)
    figures = (
        ReportFigure("groups.groups", "Groups", groups),
        ReportFigure("groups.members", "People in groups", _members(open_groups), of_people=True),
        ReportFigure("groups.new", "Of them new", _members([*open_groups, *joined]), of_people=True),
    )
    return [ReportPart("groups.members", "Groups", figures, order=20)] if groups else []


def _members(where: Collection[Any]) -> int:
    """Different people who are in these groups and do not merely help there."""
    query = (
        db.select(db.func.count(db.distinct(Membership.person_id)))
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(Membership.status == "active", Membership.supports.is_(False), *where)
    )
    return db.session.scalar(query) or 0
