"""Drawing a sample of what a plan claims, and making of each line what somebody outside may read.

No names stand in it: owners are left out, and words by which somebody could be told are held back (LA48).
"""

from collections.abc import Sequence
from datetime import timedelta
from secrets import randbelow
from typing import Final
from uuid import UUID

from core.api import db, disclosure, tokens, utcnow
from plugins.participation_champions.here import chosen
from plugins.participation_champions.models import OutsideTest, SampleLine
from plugins.participation_champions.testing.sample import drawn
from plugins.standards.api import ActionLine, PriorityLine, Scorecard, Shows, evidence_of

SEEDS: Final = 1_000_000
CLAIMED: Final = ("doing", "done")
RECORD: Final = "A record in this system"
HELD_BACK: Final = "[held back]"


class NothingToDraw(Exception):
    """No action of the plan is under way or done; says what to do."""


def claims(card: Scorecard) -> list[tuple[PriorityLine, ActionLine]]:
    """What a plan says is under way or done, in an order that does not change: the pool."""
    found = [(one, action) for one in card.priorities for action in one.actions if action.status in CLAIMED]
    return sorted(found, key=lambda each: each[1].id)


def draw(card: Scorecard, title: str, tester: str, by_id: UUID | None) -> tuple[OutsideTest, str]:
    """A new test and the secret of its link; flushes. Raises NothingToDraw."""
    pool = claims(card)
    if not pool:
        raise NothingToDraw("No action of this plan is under way or done. There is nothing to test yet.")
    token, seed, now = tokens.new_token(), randbelow(SEEDS), utcnow()
    test = OutsideTest(title=title, tester=tester, plan_key=card.key, seed=seed, pool=len(pool), made_by_id=by_id)
    test.token_hash, test.made_at = tokens.token_hash(token), now
    test.expires_at = now + timedelta(days=chosen().link_days)
    db.session.add(test)
    db.session.flush()
    _copy(test, drawn(pool, chosen().sample_size, seed))
    return test, token


def _copy(test: OutsideTest, lines: Sequence[tuple[PriorityLine, ActionLine]]) -> None:
    shown = evidence_of([action.id for _, action in lines])
    for position, (priority, action) in enumerate(lines, start=1):
        row = SampleLine(test_id=test.id, position=position, action_id=action.id, priority=priority.title)
        _fill(row, action, shown.get(action.id, []))
        db.session.add(row)
    db.session.flush()


def _fill(row: SampleLine, action: ActionLine, shows: Sequence[Shows]) -> None:
    words = [one.words for one in shows if one.words]
    texts = [action.title, *words]
    flags = disclosure.flagged(*texts)
    safe = [_without(text, found) for text, found in zip(texts, flags, strict=True)]
    row.claim, row.status = safe[0], action.status
    row.measure = f"{action.number} {action.unit}".strip() if action.number is not None else ""
    records = [RECORD for one in shows if not one.words]
    row.shows = "\n".join([*safe[1:], *records])
    row.held_back = sum(map(len, flags))


def _without(text: str, flags: Sequence[disclosure.Flag]) -> str:
    """The text with each flagged piece held back; pieces that overlap go as one."""
    kept, end = "", 0
    for flag in sorted(flags, key=lambda one: (one.start, -one.end)):
        if flag.start >= end:
            kept += text[end : flag.start] + HELD_BACK
        end = max(end, flag.end)
    return kept + text[end:]
