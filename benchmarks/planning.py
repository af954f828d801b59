"""`python -m benchmarks.planning`: how long it takes to plan a school year of thirty groups in one step (N53).

A council is made up in a folder of its own, its programme gets GROUPS groups that meet every month, and the year is
previewed and planned as the page does it. Exit status 1 where planning takes longer than BAR.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from flask import g
from sqlalchemy import event

from benchmarks import product
from benchmarks.servers import ROOT
from core.app import create_app
from core.cli.context import deployment
from core.db import authority_scope, bulk_insert, db
from core.web.house import house
from plugins.groups.models import Group
from plugins.meetings.api import GroupPlan, Made, Span, groups_of, make_meetings, plans, school_year

GROUPS = 30
YEAR = 2026
BAR = 1.0  # seconds
Found = TypeVar("Found")


def main() -> int:
    """Make the council, measure in a process of its own, print; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        made = product.build(Path(folder) / "planning", 1)
        command = [sys.executable, "-m", "benchmarks.planning", made.slug]
        return subprocess.run(command, cwd=ROOT, env={**os.environ, **made.environ}, check=False).returncode


def plan(slug: str) -> int:
    """Plan a year of GROUPS new groups of the council `slug`; returns the exit status."""
    with create_app(deployment()).app_context():
        authority = house().authorities.find(slug)
        assert authority is not None
        with authority_scope(authority.id, write=True):
            g.authority = authority
            return _measured(school_year(YEAR, authority.file.jurisdiction))


def _measured(year: Span) -> int:
    groups = groups_of(bulk_insert(Group, [_group(number) for number in range(GROUPS)]))
    found, previewing, read = _timed(lambda: plans(groups, year))
    made, planning, written = _timed(lambda: _make(found))
    print(f"{GROUPS} groups, {made.meetings} meetings in {year.name}")
    print(f"previewing  {previewing * 1000:7.1f} ms  {read:4d} statements")
    print(f"planning    {planning * 1000:7.1f} ms  {written:4d} statements   bar {BAR * 1000:.0f} ms")
    return 0 if made.meetings and planning <= BAR else 1


def _make(found: list[GroupPlan]) -> Made:
    wanted = {plan.key(one) for plan in found for one in plan.open}
    made = make_meetings(found, wanted)
    db.session.commit()
    return made


def _group(number: int) -> dict[str, Any]:
    return {"key": f"planned-{number:02d}", "name": f"Planned group {number:02d}", "cadence": "monthly"}


def _timed(work: Callable[[], Found]) -> tuple[Found, float, int]:
    """(what it gave, seconds, statements)."""
    with _counted() as statements:
        began = time.perf_counter()
        found = work()
        return found, time.perf_counter() - began, len(statements)


@contextmanager
def _counted() -> Iterator[list[str]]:
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *given: seen.append(given[2]))
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


if __name__ == "__main__":
    sys.exit(plan(sys.argv[1]) if len(sys.argv) > 1 else main())
