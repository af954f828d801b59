"""Keeping a ballot's numbers, and putting its first issues to a group and a board. Nothing commits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from core.api import db, local_today
from plugins.meetings.api import Meeting, add_issue
from plugins.youth_voice.models import Ballot, BallotSchool, BallotTopic, Suggestion
from plugins.youth_voice.results import reading


def set_topics(ballot: Ballot, issues: Mapping[str, int]) -> None:
    """Let the ballot have exactly these issues."""
    held = {row.title: row for row in reading.topics(ballot.id)}
    for title, row in held.items():
        if title not in issues:
            db.session.delete(row)
    for title, votes in issues.items():
        row = held.get(title) or BallotTopic(ballot_id=ballot.id, title=title[:200])
        row.votes = votes
        db.session.add(row)
    db.session.flush()


def set_schools(ballot: Ballot, houses: Mapping[UUID, tuple[int, ...]]) -> None:
    """Let the ballot have exactly these bodies."""
    held = {row.organisation_id: row for row, _ in reading.bodies(ballot.id)}
    for id, row in held.items():
        if id not in houses:
            db.session.delete(row)
    for id, (electorate, votes, spoilt) in houses.items():
        row = held.get(id) or BallotSchool(ballot_id=ballot.id, organisation_id=id)
        row.electorate, row.votes, row.spoilt = electorate, votes, spoilt
        db.session.add(row)
    db.session.flush()


def suggest(ballot: Ballot, most: int, board_id: UUID | None) -> int:
    """Suggest the first issues to the ballot's group, and to a board; returns how many are new."""
    there = {row.title for row, _, _ in reading.suggestions(ballot.id)}
    made = 0
    for place, topic in enumerate(reading.topics(ballot.id)[:most], start=1):
        if topic.title in there:
            continue
        id = uuid5(ballot.id, f"suggestion/{topic.title}")
        values = {"group_id": ballot.group_id, "board_id": board_id, "title": topic.title, "place": place}
        db.session.add(Suggestion(id=id, ballot_id=ballot.id, changed_on=local_today(), **values))
        made += 1
    db.session.flush()
    return made


def move_on(row: Suggestion, state: str, why: str, meeting: Meeting | None, aim: str) -> None:
    """Write down what became of an issue; onto an agenda it goes once."""
    row.state, row.why, row.changed_on = state, why, local_today()
    if state == "agenda" and meeting is not None:
        add_issue(meeting, row.title, aim, uuid5(row.id, str(meeting.id)))
    db.session.flush()


def as_lines(rows: list[Any]) -> str:
    """A list as its form shows it: parts parted by ;, one entry on each line."""
    return "\n".join("; ".join(str(part) for part in row) for row in rows)
