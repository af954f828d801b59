"""Made-up dates of boards: four a year on the board's own weekday, from years behind to a term ahead.

The days hang on the board alone, not on the day of loading, so that a later loading goes on with the same ones.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.api import DemoMade, DemoWorld, Organisation, bulk_insert, db
from plugins.groups.models import Board, BoardDate

MONTHS = ((1, 4, 7, 10), (2, 5, 9, 11), (3, 6, 9, 12))  # nobody sits in August
WEEKDAYS = (1, 2, 3)  # Tuesday to Thursday
WEEKS = (1, 2)  # the second or third such day of the month: never between Christmas and Twelfth Night
AHEAD = 200  # days: there is always one in the coming term
PAPERS_BEFORE = 10  # days


def plant(world: DemoWorld) -> list[DemoMade]:
    """Give boards the dates that they lack, and the organisation that they belong to; says how many dates."""
    held: dict[UUID, set[date]] = defaultdict(set)
    for board_id, on_date in db.session.execute(db.select(BoardDate.board_id, BoardDate.on_date)):
        held[board_id].add(on_date)
    boards = db.session.scalars(db.select(Board).order_by(Board.key)).all()
    rows = [row for board in boards for row in _missing(board, held[board.id], world)]
    bulk_insert(BoardDate, rows)
    _give_organisations(boards)
    return [DemoMade("board dates", len(rows))]


def sits_on(seed: str, since: date, until: date) -> Iterator[date]:
    """The days on which the board of this seed sits, from `since` to `until`, both included."""
    chance = random.Random(seed)  # noqa: S311 - made-up boards, the same each time
    months, weekday, week = chance.choice(MONTHS), chance.choice(WEEKDAYS), chance.choice(WEEKS)
    for year in range(since.year, until.year + 1):
        for month in months:
            first = date(year, month, 1)
            day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * week)
            if since <= day <= until:
                yield day


def _missing(board: Board, held: set[date], world: DemoWorld) -> Iterator[dict[str, Any]]:
    """Dates that the board lacks; none where it has others, which staff or the council's file have set."""
    seed = f"{world.seed}:{board.key}"
    since, until = world.today - timedelta(days=365 * world.years), world.today + timedelta(days=AHEAD)
    if held - set(sits_on(seed, min([since, *held]), max([until, *held]))):
        return
    for day in sits_on(seed, since, until):
        if day not in held:
            yield {"board_id": board.id, "on_date": day, "papers_due_on": day - timedelta(days=PAPERS_BEFORE)}


def _give_organisations(boards: Any) -> None:
    """Link a board with the organisation whose name its own begins with, where it has none."""
    names = {name: id_ for id_, name in db.session.execute(db.select(Organisation.id, Organisation.name))}
    for board in boards:
        if board.organisation_id is None:
            board.organisation_id = next((id_ for name, id_ in names.items() if board.name.startswith(name)), None)
    db.session.flush()
