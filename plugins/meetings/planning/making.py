"""Meetings made from proposals: one at a time as staff tick them, or those of many groups in one step (N53).

In one step every meeting is stored by one statement, however many there are, and the audit has one entry for each
group, with the ids of its meetings. `hold` lets two people who plan the same groups at once wait for each other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

from core.api import NoSuchTime, Ref, bulk_insert, db, record, touch, utcnow
from plugins.groups.api import Group
from plugins.meetings.here import council, reader
from plugins.meetings.models import Meeting, MeetingChange, Usual
from plugins.meetings.moments import moment
from plugins.meetings.planning import changing, proposing
from plugins.meetings.planning.proposing import Proposal

TITLES: Final = {"ordinary": "{group} meeting", "with_board": "{group} with the board"}
Row = dict[str, Any]


@dataclass
class Made:
    """How many meetings were made, for each group by id; and days that the clock leaves out, in words."""

    groups: dict[UUID, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    @property
    def meetings(self) -> int:
        """All of them."""
        return sum(self.groups.values())


def plan(group: Group, usual: Usual | None, one: Proposal) -> None:
    """Plan one meeting; raises NoSuchTime where the clock leaves its hour out."""
    planned = Meeting(**columns(group, usual, one))
    db.session.add(planned)
    db.session.flush()
    changing.begin(planned)


def plan_all(wanted: Sequence[tuple[Any, Usual | None, Collection[Proposal]]], themes: Sequence[str] = ()) -> Made:
    """Plan these days of these groups, each about `themes`; those that are taken already are left alone."""
    made, rows = Made(), []
    for group, usual, proposals in wanted:
        own = _rows(group, usual, [one for one in proposals if not one.taken_by], themes, made)
        if own:
            made.groups[group.id] = len(own)
            rows += own
    bulk_insert(Meeting, rows)
    bulk_insert(MeetingChange, [_change(row) for row in rows])
    _noted(rows)
    return made


def hold(groups: Collection[UUID]) -> None:
    """Let whoever else plans for these groups wait until this is done."""
    in_order = db.select(Group.id).where(Group.id.in_(groups)).order_by(Group.id)
    db.session.execute(in_order.with_for_update())


def columns(group: Any, usual: Usual | None, one: Proposal) -> Row:
    """The row of a meeting as it is planned from a proposal."""
    return {
        "group_id": group.id,
        "title": TITLES[one.kind].format(group=group.name)[:200],
        "kind": one.kind,
        "starts_at": moment(one.on, one.at),
        "on_date": one.on,
        "minutes": usual.minutes if usual else proposing.AN_HOUR_AND_A_HALF,
        "venue_id": usual.venue_id if usual else None,
        "online_url": usual.online_url if usual else "",
        "formal_minutes": group.formal_minutes,
        "informal_part": group.informal_part[:200],
        "board_id": one.board_id,
    }


def _rows(
    group: Any, usual: Usual | None, proposals: Sequence[Proposal], themes: Sequence[str], made: Made
) -> list[Row]:
    rows, now = [], utcnow()
    for one in proposals:
        try:
            rows.append({"id": uuid4(), "themes": list(themes), "changed_at": now} | columns(group, usual, one))
        except NoSuchTime as none:
            made.refused.append(str(none))
    return rows


def _change(meeting: Mapping[str, Any]) -> Row:
    return {"id": uuid4(), "meeting_id": meeting["id"], "kind": "planned", "made_at": meeting["changed_at"]}


def _noted(rows: Sequence[Row]) -> None:
    by_group: dict[UUID, list[str]] = {}
    for row in rows:
        by_group.setdefault(row["group_id"], []).append(str(row["id"]))
    for group, ids in by_group.items():
        record(
            "meetings.planned_together", Ref("groups", "group", group), detail={"meetings": ids}, by=reader().user_id
        )
    if rows:
        touch(council().id)
