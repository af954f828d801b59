"""What waits at the desk of a demonstration's leads and what they did before, told in concerns.toml.

Each story goes the way it would go in a council: taken in, then step by step along the chronology, sealed as any other.
"""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from core.db import db, utcnow
from core.demo.cast import Cast
from core.safeguarding.record import chronology
from core.safeguarding.store import CONCERNS, STORES, Store
from core.safeguarding.taking_in import Report, take_in

LEAD: Final = "safeguarding_lead"
STORIES: Final = Path(__file__).with_name("concerns.toml")
FEWEST: Final = 6  # young people without an account, for each to be in one story only
SORTED_BY: Final = {"triaged": "risk", "decided": "decision"}  # what a step leaves for lists to sort by
MOMENTS: Final = {"acknowledged": "acknowledged_at", "closed": "closed_at"}
IN_DAYS: Final = "_in_days"
Told = Mapping[str, Any]


def plant(cast: Cast) -> int:
    """Plant them; returns how many were new, none where they are there or too few people are."""
    stories = tomllib.loads(STORIES.read_text(encoding="utf-8"))["story"]
    first = cast.id(f"concern {stories[0]['label']}")
    if len(cast.young) < FEWEST or db.session.get(CONCERNS.case, first) is not None:
        return 0
    now = utcnow()
    for story in stories:
        _tell(cast, story, now)
    return len(stories)


def _tell(cast: Cast, story: Told, now: datetime) -> None:
    store, raised = STORES[story.get("store", CONCERNS.name)], _before(now, story)
    role = story.get("role", "")
    child = cast.young[story["about"]].id if "about" in story else None
    report = Report(
        id=cast.id(f"concern {story['label']}"), words=story["words"], how=story["how"], raised_at=raised,
        answers=story["answers"], by_user_id=cast.users.get(role), role=role,
        people=((child, "child"),) if child else (), recorded_at=raised,
    )  # fmt: skip
    take_in(store, report)
    for step in story.get("steps", ()):
        _take(cast, store, chronology.locked(store, report.id), step, _before(now, step))


def _take(cast: Cast, store: Store, case: Any, step: Told, at: datetime) -> None:
    kind, says = step["kind"], dict(_said(cast, step))
    if kind in SORTED_BY:
        setattr(case, SORTED_BY[kind], says[SORTED_BY[kind]])
    if kind in MOMENTS:
        setattr(case, MOMENTS[kind], at)
    chronology.append(store, case, kind, says, by=cast.users[LEAD], role=LEAD, at=at)


def _said(cast: Cast, step: Told) -> list[tuple[str, Any]]:
    """What a step says; days that are counted from today become days of the calendar."""
    said = step.get("says", {}).items()
    return [
        (name.removesuffix(IN_DAYS), cast.ago(-value).isoformat()) if name.endswith(IN_DAYS) else (name, value)
        for name, value in said
    ]


def _before(now: datetime, told: Told) -> datetime:
    return now - timedelta(hours=told["hours"])
