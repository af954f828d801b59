"""Youth voice passes everything that Heard asks of every plugin."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.people.models import Organisation
from core.testing.conformance import PluginConformance
from plugins.groups.models import Board, Group
from plugins.youth_voice.models import (
    Ballot,
    BallotSchool,
    BallotTopic,
    Code,
    CodeAgreement,
    Consultation,
    Delegate,
    DelegateReport,
    Event,
    EventCopy,
    OwnItem,
    Post,
    SeatCount,
    Suggestion,
    TaskGroup,
    TaskMember,
)
from plugins.youth_voice.plugin import plugin

DAY = date(2026, 1, 6)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a group, a board and whatever else it needs of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        ground = _Ground(mark)
        return _add(model(**_values(ground, person_id, mark)[model]))


class _Ground:
    """What a record hangs on."""

    def __init__(self, mark: str) -> None:
        key = f"planted-{uuid4().hex[:12]}"
        self.group = _add(Group(key=key, name=mark))
        self.board = _add(Board(key=key, name=mark))
        self.body = _add(Organisation(kind="school", name=mark))
        self.post = _add(Post(key=key, group_id=self.group.id, title=mark))
        self.task = _add(TaskGroup(group_id=self.group.id, title=mark, starts_on=DAY, ends_on=DAY))
        self.event = _add(Event(group_id=self.group.id, title=mark, on_date=DAY))
        self.code = _add(Code(group_id=self.group.id, number=1, words=mark, from_on=DAY))
        self.ballot = _add(Ballot(group_id=self.group.id, title=mark, closed_on=DAY))


def _values(ground: _Ground, person: UUID, mark: str) -> dict[type, dict[str, Any]]:
    group, who, title = {"group_id": ground.group.id}, {"person_id": person}, {"title": mark}
    post, task, ballot = {"post_id": ground.post.id}, {"task_group_id": ground.task.id}, {"ballot_id": ground.ballot.id}
    days = {"starts_on": DAY, "ends_on": DAY}
    board = {"board_id": ground.board.id}
    asked = {"report_id": uuid4(), "opened_on": DAY, "answer": mark, "by_id": person, "answered_on": DAY}
    return {
        Post: group | title | {"key": f"planted-{uuid4().hex[:12]}"},
        Delegate: post | who | {"from_on": DAY},
        DelegateReport: post | who | {"event": mark, "on_date": DAY, "words": mark, "next_steps": mark},
        TaskGroup: group | title | days | {"outcome": mark},
        TaskMember: task | who,
        Suggestion: ballot | group | title,
        OwnItem: group | who | {"meeting_id": uuid4(), "words": mark},
        Consultation: group | board | title | asked,
        SeatCount: board | {"on_date": DAY, "note": mark},
        Event: group | title | {"on_date": DAY, "words": mark},
        EventCopy: {"event_id": ground.event.id, "to_whom": mark, "sent_on": DAY},
        Code: group | {"number": 2, "words": mark, "from_on": DAY},
        CodeAgreement: {"code_id": ground.code.id, "agreed_on": DAY} | who,
        Ballot: group | title | {"closed_on": DAY},
        BallotTopic: ballot | title,
        BallotSchool: ballot | {"organisation_id": ground.body.id},
    }


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
