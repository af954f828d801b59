"""`python -m benchmarks.search_views`: how long the database needs to find views by their words, on both databases.

100,000 views of one council among as many of others, in words as common as words are; found as the list of views finds
them: what the reader may read, the newest 50. Needs the `test` extra. Processor time is the figure to trust.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psutil
import sqlalchemy as sa

from core import search
from core.access.actor import Actor
from core.authority.models import AuthorityRow
from core.config import Deployment
from core.db import authority_scope, bulk_insert, db, learn, platform_scope
from core.plugging.migrations import upgrade
from core.plugging.registry import Plugins
from core.search.folding import folded
from core.search.models import LONGEST, SearchEntry, SearchWord
from core.testing import postgresql
from core.testing.databases import cloned_postgresql, opened, test_deployment
from plugins.groups.models import Group
from plugins.influence.models import View
from plugins.influence.visibility import READS_VIEW

VIEWS = 100_000
BAR = 50  # milliseconds of processor time
ROUNDS = 20
BATCH = 5_000
PAGE = 50
COMMON = (
    "the and to i we a it is of in not that they for my you are with have was on be at our there so do more but me "
    "when people because school can get like bus help time need us if all too want no go they would out from"
)
VOCABULARY = 6_000
QUESTIONS = (
    "w5990", "w4000", "school", "the", "the school", "bus school", "bus help", "people time need", "w300 school",
    '"school bus"', '"the bus"', "s", "w59", "want w4000", "nothinglikeit", "bus nothinglikeit", "because when w200",
)  # fmt: skip


def words(choose: random.Random) -> Callable[[], str]:
    """Texts whose words are as unevenly common as in a language (Zipf); numbered words are rarer the higher."""
    known = [*COMMON.split(), *(f"w{number}" for number in range(VOCABULARY))]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(known))))
    return lambda: " ".join(choose.choices(known, cum_weights=weights, k=choose.randrange(6, 34)))


def fill(number: int, seed: str) -> None:
    """Views of the open council with their index, a fifth of them of groups, some of which hide their members."""
    choose = random.Random(seed)
    write, first = words(choose), date(2024, 1, 1)
    shown = [{"key": f"g{count}", "name": f"Group {count}", "members_hidden": count % 5 == 0} for count in range(30)]
    groups = bulk_insert(Group, shown)
    for begun in range(0, number, BATCH):
        rows = [_view(write(), groups, choose, first + timedelta(days=at * 700 // number))
                for at in range(begun, min(begun + BATCH, number))]  # fmt: skip
        bulk_insert(View, rows)
        found = [(row["id"], folded(row["words"])) for row in rows if row["permission"] != "nobody"]
        bulk_insert(
            SearchEntry, [{"id": id, "plugin": "influence", "kind": "view", "words": text} for id, text in found]
        )
        bulk_insert(
            SearchWord, [{"entry_id": id, "word": word[:LONGEST]} for id, text in found for word in set(text.split())]
        )
        db.session.commit()


def _view(text: str, groups: Sequence[UUID], choose: random.Random, on: date) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "words": text,
        "said_on": on,
        "group_id": choose.choice(groups) if choose.random() < 0.2 else None,
        "permission": choose.choice(("team", "team", "decision_makers", "published", "nobody")),
        "voice": "anonymous",
        "entered": "worker",
    }


def reader(council: UUID) -> Actor:
    """A worker who reads what is said to the team."""
    may = frozenset({"influence.hear", "groups.members"})
    return Actor(user_id=uuid4(), person_id=uuid4(), authority_id=council, roles=frozenset({"worker"}), permissions=may)


def ask(actor: Actor, question: str) -> int:
    """One page of the list of views; returns how many lines."""
    columns = (View.id, View.words, View.said_on, View.sort, View.permission)
    found = db.select(*columns).where(
        READS_VIEW.criteria(actor, View), search.hits(View.id, "influence", "view", question)
    )
    return len(db.session.execute(found.order_by(View.said_on.desc(), View.id.desc()).limit(PAGE)).all())


def measured(council: UUID) -> Iterator[tuple[str, int, float, float]]:
    """Each question with its lines, and milliseconds for one: of processor time, and the least by the clock.

    Processor time is that of this process, which is SQLite's and the statements' making, and of PostgreSQL's for it.
    """
    actor = reader(council)
    for question in QUESTIONS:
        took = []
        with authority_scope(council):
            lines, server = ask(actor, question), _server()
            spent = _spent(server)
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                ask(actor, question)
                took.append((time.perf_counter() - begun) * 1000)
            spent = (_spent(server) - spent) * 1000 / ROUNDS
        yield question, lines, spent, min(took)


def _server() -> psutil.Process | None:
    """PostgreSQL's process for this session."""
    if db.engine.dialect.name == "sqlite":
        return None
    with closing(db.engine.raw_connection()) as raw, raw.cursor() as cursor:
        cursor.execute("select max(pid) from pg_stat_activity where state = 'idle in transaction'")
        return psutil.Process(cursor.fetchone()[0])


def _spent(server: psutil.Process | None) -> float:
    there = server.cpu_times() if server else None
    return time.process_time() + (there.user + there.system if there else 0)


def built(deployment: Deployment, views: int) -> UUID:
    """Fill the database of `deployment`; returns the council to ask."""
    with platform_scope(reason="a benchmark's councils", write=True):
        rows = [AuthorityRow(slug=slug, name=slug, old_slugs=[]) for slug in ("first", "second", "third")]
        db.session.add_all(rows)
        db.session.commit()
        ids = [row.id for row in rows]
    for council, number in zip(ids, (views // 2, views, views // 2), strict=True):
        with authority_scope(council, write=True):
            fill(number, str(number))
    _learn(deployment)
    return ids[1]


def _learn(deployment: Deployment) -> None:
    """What PostgreSQL does by itself within a minute, and Heard every night on SQLite."""
    learn(db.engine)
    if deployment.on_postgresql:
        owner = sa.create_engine(deployment.database_owner_url, isolation_level="AUTOCOMMIT")
        with owner.connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        owner.dispose()
    db.engine.dispose()


def main() -> int:
    """Build, measure, print; exit status 1 where a question takes longer than the bar."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_views", description=__doc__)
    parser.add_argument("--views", type=int, default=VIEWS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    chosen = parser.parse_args()
    slow = False
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for kind in [chosen.only] if chosen.only else ["sqlite", "postgresql"]:
            deployment = _deployment(kind, Path(folder), stack)
            with opened(deployment):
                council = built(deployment, chosen.views)
                print(f"\n{kind}: {'question':24} {'lines':>6} {'CPU ms':>8} {'least ms':>9}")
                for question, lines, spent, least in measured(council):
                    slow = slow or spent > BAR
                    print(f"{'':{len(kind) + 1}} {question:24} {lines:6} {spent:8.1f} {least:9.1f}", flush=True)
    return 1 if slow else 0


def _deployment(kind: str, folder: Path, stack: ExitStack) -> Deployment:
    if kind == "sqlite":
        made = test_deployment(folder, f"sqlite:///{folder / 'search.sqlite3'}")
        upgrade(made, Plugins.installed())
        return made
    cluster = postgresql.start(f"bench-{uuid4().hex}")
    made = stack.enter_context(cloned_postgresql(cluster, folder, postgresql.EMPTY))
    upgrade(made, Plugins.installed())
    return made


if __name__ == "__main__":
    sys.exit(main())
