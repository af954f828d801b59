"""Tests from outside for pages: a list, one with its lines, the last result, and the link that opens one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from core.api import db, tokens, utcnow
from plugins.participation_champions.models import OutsideTest, SampleLine
from plugins.participation_champions.vocabulary import VERDICTS


class Result(NamedTuple):
    """What came of one test: how many lines of how many were judged, and how many of each verdict."""

    id: UUID
    title: str
    made_at: datetime
    lines: int
    judged: int
    verdicts: dict[str, int]


def tests(most: int) -> Sequence[OutsideTest]:
    """The tests, the newest first."""
    query = db.select(OutsideTest).order_by(OutsideTest.made_at.desc(), OutsideTest.id)
    return db.session.scalars(query.limit(most)).all()


def lines_of(test_id: UUID) -> Sequence[SampleLine]:
    """The sample of one test, in the order in which it was drawn."""
    query = db.select(SampleLine).where(SampleLine.test_id == test_id).order_by(SampleLine.position)
    return db.session.scalars(query).all()


def result_of(test: OutsideTest, lines: Sequence[SampleLine]) -> Result:
    """The numbers of one test."""
    counted = {key: sum(line.verdict == key for line in lines) for key in VERDICTS}
    return Result(test.id, test.title, test.made_at, len(lines), sum(counted.values()), counted)


def latest_results() -> Result | None:
    """What came of the last test in which at least one line was judged; two statements."""
    judged = db.select(SampleLine.test_id).where(SampleLine.verdict != "")
    query = db.select(OutsideTest).where(OutsideTest.id.in_(judged)).order_by(OutsideTest.made_at.desc())
    test = db.session.scalars(query.limit(1)).one_or_none()
    return result_of(test, lines_of(test.id)) if test else None


def open_test(token: str) -> OutsideTest | None:
    """The test that this secret opens now; None for one that ended, ran out, or never was."""
    query = db.select(OutsideTest).where(OutsideTest.token_hash == tokens.token_hash(token))
    found: Any = db.session.scalars(query).one_or_none()
    if found is None or found.ended_at is not None or found.expires_at <= utcnow():
        return None
    test: OutsideTest = found
    return test


def newest_at() -> datetime | None:
    """When the last test was drawn; None for never."""
    newest: datetime | None = db.session.scalar(db.select(db.func.max(OutsideTest.made_at)))
    return newest
