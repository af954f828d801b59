"""Importing people beside its floor: the same sheet, checked and stored by a plain program in the same table.

`python -m benchmarks.people_import SLUG FILE` imports one sheet as `heard import people` does, and tells what it took.
"""

import csv
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import uuid4

import psutil

from benchmarks.product import World
from benchmarks.servers import ROOT
from core.app import create_app
from core.cli.context import deployment
from core.clock import local_today
from core.db import authority_scope, db
from core.people.importing.columns import COLUMNS
from core.people.importing.judging import judge
from core.people.importing.reading import Sheet
from core.people.importing.storing import store
from core.web.house import house

PEOPLE, FEW = 100_000, 10_000
ROUNDS = 3
BATCH = 1_000
SHAPE = "SELECT sql FROM sqlite_master WHERE tbl_name = 'core_person' AND sql IS NOT NULL"
INSERT = """INSERT INTO core_person (authority_id, id, kind, name, known_as, sort_name, find_text, born_on, school_year,
    email, phone, heard_how, access_needs, external_ref, created_at, updated_at, version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"""


@dataclass(frozen=True)
class Took:
    """What one import took: people stored, seconds, seconds of processor time, and by how many bytes it grew."""

    people: int
    seconds: float
    cpu: float
    grown: int

    @property
    def pace(self) -> float:
        """People a second of processor time."""
        return self.people / self.cpu


@dataclass(frozen=True)
class Found:
    """The best of a few rounds of each: the floor, a short sheet, and the long one at one council and at many."""

    floor: Took
    few: Took
    one: Took
    many: Took


def measured(folder: Path, one: World, many: World) -> Found:
    """Import in turn, so that a noisy machine disturbs all of them alike."""
    found: list[tuple[Took, Took, Took, Took]] = []
    for number in range(ROUNDS):
        long, short = folder / f"long-{number}.csv", folder / f"short-{number}.csv"
        write_sheet(long, PEOPLE, f"L{number}")
        write_sheet(short, FEW, f"S{number}")
        ground = folder / f"import-floor-{number}.sqlite3"
        bare = took(lambda: plain_import(long, one, ground))  # noqa: B023
        found.append((bare, product_import(one, short), product_import(one, long), product_import(many, long)))
    return Found(*(min(each, key=lambda one: one.cpu) for each in zip(*found, strict=True)))


def write_sheet(file: Path, people: int, prefix: str) -> None:
    """A sheet of made-up people with every column of the template."""
    choose = random.Random(prefix)
    with file.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.DictWriter(sheet, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(_person(choose, f"{prefix}-{number}") for number in range(people))


def _person(choose: random.Random, ref: str) -> dict[str, str]:
    first, last = choose.choice(("Amara", "Ben", "Chloe", "Farid", "Zoë")), choose.choice(("Okoye", "Marsh", "O'Neill"))
    return {
        "external_ref": ref,
        "name": f"{first} {last} {choose.randrange(10_000)}",
        "known_as": first[:2] if choose.random() < 0.3 else "",
        "kind": "young_person",
        "born_on": f"{choose.randrange(2003, 2018)}-{choose.randrange(1, 13):02d}-{choose.randrange(1, 29):02d}",
        "school_year": str(choose.randrange(14)) if choose.random() < 0.2 else "",
        "heard_how": "Likes to draw first, then talk" if choose.random() < 0.2 else "",
        "phone": f"07700 900{choose.randrange(1000):03d}",
    }


def plain_import(file: Path, world: World, ground: Path) -> int:
    """Check and store as the plainest program would: one transaction, many rows at once, the product's own table."""
    with sqlite3.connect(Path(world.environ["HEARD_DATA"]) / "heard.sqlite3") as product:
        shape = [sql for (sql,) in product.execute(SHAPE)]
    database = sqlite3.connect(ground, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", *shape, "BEGIN IMMEDIATE"):
        database.execute(statement)
    with file.open(encoding="utf-8", newline="") as sheet:
        rows = _checked(csv.DictReader(sheet))
        stored = 0
        while batch := list(islice(rows, BATCH)):
            stored += database.executemany(INSERT, batch).rowcount
    database.execute("COMMIT")
    database.close()
    return stored


def _checked(rows: Iterator[dict[str, str]]) -> Iterator[tuple[object, ...]]:
    council, now, seen = uuid4().hex, "2026-01-01 00:00:00.000000", set[str]()
    for row in rows:
        ref, name, known_as = row["external_ref"], row["name"].strip(), row["known_as"]
        if not ref or not name or len(name) > 200 or ref in seen:
            raise ValueError(row)
        seen.add(ref)
        born_on = date.fromisoformat(row["born_on"]).isoformat() if row["born_on"] else None
        year, folded = int(row["school_year"]) if row["school_year"] else None, name.lower()
        about = (row["kind"], name, known_as, folded, f"{folded} {known_as.lower()}", born_on, year)
        rest = (row["email"], row["phone"], row["heard_how"], row["access_needs"], ref, now, now)
        yield (council, uuid4().hex, *about, *rest)


def product_import(world: World, file: Path) -> Took:
    """The same by Heard, in a process of its own."""
    line = [sys.executable, "-m", "benchmarks.people_import", world.slug, str(file)]
    done = subprocess.run(line, check=True, cwd=ROOT, env={**os.environ, **world.environ}, stdout=subprocess.PIPE)
    told: Mapping[str, float] = json.loads(done.stdout)
    return Took(int(told["people"]), told["seconds"], told["cpu"], int(told["grown"]))


def imported(slug: str, file: Path) -> Took:
    """Judge and store a sheet in the council `slug`, as the command does."""
    sheet, today = Sheet.in_file(file), local_today()
    with create_app(deployment()).app_context():
        authority = house().authorities.find(slug)
        assert authority is not None
        with authority_scope(authority.id, write=True):
            return took(lambda: _judged_and_stored(sheet, today))


def _judged_and_stored(sheet: Sheet, today: date) -> int:
    assert judge(sheet, today).faults == []
    done = store(sheet, today)
    db.session.commit()
    return done.added


def took(work: Callable[[], int]) -> Took:
    """Do `work`, which answers how many people it stored, and watch what it takes."""
    before, begun, cpu = psutil.Process().memory_info().rss, time.perf_counter(), time.process_time()
    people = work()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Took(people, seconds, cpu, max(0, peak - before))


if __name__ == "__main__":
    print(json.dumps(asdict(imported(sys.argv[1], Path(sys.argv[2])))))
