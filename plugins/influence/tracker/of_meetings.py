"""The public questions that came out of a group's meetings or other spaces, for pages that tell what came of each.

A question stands beside a meeting only where it is that group's own question: then its public page names the group
already, and the day adds nothing that tells who spoke.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core.api import Authority, db
from plugins.groups.api import Group
from plugins.influence.models import Ask, AskView, View
from plugins.influence.tracker import listing, public
from plugins.influence.tracker.listing import Line


def public_asks_of(
    authority: Authority, plugin: str, kind: str, of_group: Mapping[UUID, UUID]
) -> dict[UUID, list[Line]]:
    """By record, the public questions that rest on something said there; `of_group` says whose each record is."""
    if not of_group or not public.is_shown_here(authority):
        return {}
    pairs = db.session.execute(_asked(plugin, kind, list(of_group))).all()
    wanted = {(row.where_id, row.id) for row in pairs if row.group_id == of_group[row.where_id]}
    rows = {row.id: row for row in pairs if any(row.id == ask for _, ask in wanted)}
    printed = dict(zip(rows, listing.printed(authority, list(rows.values())), strict=True))
    found: dict[UUID, list[Line]] = defaultdict(list)
    for where, ask in sorted(wanted, key=lambda pair: printed[pair[1]].number):
        found[where].append(printed[ask])
    return dict(found)


def _asked(plugin: str, kind: str, ids: list[UUID]) -> Any:
    return (
        db.select(View.where_id, Ask.group_id, *listing.READ)
        .select_from(View)
        .join(AskView, (AskView.authority_id == View.authority_id) & (AskView.view_id == View.id))
        .join(Ask, (Ask.authority_id == AskView.authority_id) & (Ask.id == AskView.ask_id))
        .outerjoin(Group, public.GROUP_OF_ASK)
        .where(View.where_plugin == plugin, View.where_kind == kind, View.where_id.in_(ids))
        .where(AskView.taken_back_at.is_(None), View.taken_back_at.is_(None), *public.is_public())
        .where(Group.listing == "public", Group.members_hidden.is_(False))
    )
