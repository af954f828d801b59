"""`make bench`: measures Heard beside its floor and prints a table and JSON.

Exit status 1 when a bar is not reached. A difference under a fifth means nothing on a shared machine.
"""

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks import people_import, product
from benchmarks.floor import world as floor
from benchmarks.measure import ROUNDS, Row, measure, ratio
from benchmarks.servers import Server, bare, heard, serving
from core.demo.people import person_id

MIB = 1024 * 1024
PORTS = (8950, 8951, 8952)


@dataclass(frozen=True)
class Result:
    """One comparison: what was measured, and the bar it should reach (`at_most` or at least)."""

    name: str
    value: float
    unit: str
    bar: float
    ambition: float
    at_most: bool = False

    @property
    def reached(self) -> bool:
        """True when the bar is reached."""
        return self.value <= self.bar if self.at_most else self.value >= self.bar


def main() -> int:
    """Build the worlds, measure, print; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of every page (median is told)")
    parser.add_argument("--councils", type=int, default=150, help="councils of the large deployment")
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"), help="where the figures are written")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        rows, results = run(Path(folder), stack, chosen.rounds, chosen.councils)
    tell(rows, results)
    write(chosen.json, rows, results)
    return 0 if all(result.reached for result in results) else 1


def run(folder: Path, stack: ExitStack, rounds: int, councils: int) -> tuple[list[Row], list[Result]]:
    """Start the floor, a deployment of one council and one of many; measure all pages in turn."""
    floor.build(folder / "floor.sqlite3")
    one = product.build(folder / "one", 1)
    many = product.build(folder / "many", councils)
    ground = bare(f"benchmarks.floor.app:create_app('{folder / 'floor.sqlite3'}')", PORTS[0])
    below = stack.enter_context(serving(ground, PORTS[0], "/login", {}))
    small = stack.enter_context(serving(heard(PORTS[1]), PORTS[1], "/healthz", one.environ))
    large = stack.enter_context(serving(heard(PORTS[2]), PORTS[2], "/healthz", many.environ))
    ground_rows, ones = floor_rows(below), product_rows(small, one)
    manys = product_rows(large, many, f", {councils} councils")
    rows = [*ground_rows, *ones, *manys]
    measure(rows, rounds)
    results = judge(ground_rows, ones, manys) + judge_meetings(ground_rows, ones, manys)
    results += judge_servers(below, small, large)
    imports = people_import.measured(folder, one, many)
    return rows, results + judge_imports(imports, councils)


def floor_rows(server: Server) -> list[Row]:
    """The floor's pages, `/orm` signed in."""
    cookie = product.sign_in_to_floor(server)
    return [
        Row("/hello", server, "/hello"),
        Row("/raw", server, "/raw"),
        Row("/public", server, "/public"),
        Row("/orm", server, "/orm", cookie),
    ]


def product_rows(server: Server, world: product.World, suffix: str = "") -> list[Row]:
    """Heard's pages: the council's front page kept and made anew, and those of a worker and of a young member."""
    worker, young = (product.sign_in(server, world, role) for role in (product.WORKER, product.YOUNG))
    front, member = f"/{world.slug}/", person_id(world.slug, product.YOUNG)
    return [
        Row(f"list of 50{suffix}", server, f"{front}groups/manage/", worker),
        Row(f"front page, kept{suffix}", server, front),
        Row(f"front page, made anew{suffix}", server, front, fresh=True),
        Row(f"list of 50 meetings{suffix}", server, f"{front}meetings/manage/", worker),
        Row(f"planner of 30 groups{suffix}", server, f"{front}meetings/manage/planner", worker),
        Row(f"a member's first page{suffix}", server, f"{front}home", young),
        Row(f"a member's record{suffix}", server, f"{front}people/{member}/", worker),
    ]


def judge(floor: list[Row], one: list[Row], many: list[Row]) -> list[Result]:
    """Set what was found of the list and the front page beside the bar and the ambition of each."""
    _, raw, public, orm = floor
    listed, kept, anew, *_ = one
    return [
        Result("list of 50, CPU ratio to /raw", ratio(raw, listed), "x", 0.25, 0.50),
        Result("list of 50, CPU ratio to /orm", ratio(orm, listed), "x", 2.5, 5),
        Result("public page kept, CPU ratio to /public", ratio(public, kept), "x", 0.4, 0.6),
        Result("public page made anew, CPU ratio to /raw", ratio(raw, anew), "x", 0.25, 0.5),
        Result("list of 50, many councils against one", ratio(many[0], listed), "x", 1.2, 1.05, True),
    ]


def judge_meetings(floor: list[Row], one: list[Row], many: list[Row]) -> list[Result]:
    """The same for the pages of meetings and of their members."""
    _, raw, *_ = floor
    meetings, planner, first, record = one[3:]
    more = [ratio(there, here) for here, there in zip(one[3:], many[3:], strict=True)]
    return [
        Result("list of 50 meetings, CPU ratio to /raw", ratio(raw, meetings), "x", 0.25, 0.5),
        Result("planner of 30 groups, CPU", planner.cpu, "ms", 40, 20, True),
        Result("a member's first page, CPU ratio to /raw", ratio(raw, first), "x", 0.2, 0.4),
        Result("a member's record, CPU ratio to /raw", ratio(raw, record), "x", 0.2, 0.4),
        Result("meetings, many councils against one", max(more), "x", 1.2, 1.05, True),
    ]


def judge_servers(bare: Server, small: Server, large: Server) -> list[Result]:
    """How long a start takes and how much memory it needs."""
    return [
        Result("start to first byte, against the floor", small.started_in / bare.started_in, "x", 3, 2, True),
        Result("memory of a worker, one council", small.memory() / MIB, "MiB", 140, 110, True),
        Result("memory of a worker, many councils", large.memory() / MIB, "MiB", 140, 110, True),
    ]


def judge_imports(found: people_import.Found, councils: int) -> list[Result]:
    """The import of 100,000 people beside a plain program's, and what it needs beyond an import of 10,000."""
    more = (found.one.grown - found.few.grown) / MIB
    print(f"import: {found.one.pace:,.0f} people a second of processor time, plain: {found.floor.pace:,.0f}")
    return [
        Result("import of people, CPU ratio to plain", found.floor.cpu / found.one.cpu, "x", 0.1, 0.2),
        Result(f"the same, {councils} councils", found.floor.cpu / found.many.cpu, "x", 0.1, 0.2),
        Result("import, memory of 100,000 over 10,000", more, "MiB", 64, 16, True),
    ]


def tell(rows: list[Row], results: list[Result]) -> None:
    """Print both tables."""
    print(f"{'page':34} {'CPU ms':>8} {'least-most':>13} {'wall ms':>8} {'bytes':>8}")
    for row in rows:
        print(f"{row.name:34} {row.cpu:8.2f} {row.spread:>13} {row.wall:8.2f} {row.size:8}")
    print(f"\n{'comparison':42} {'found':>10} {'bar':>8} {'ambition':>9}")
    for result in results:
        mark = "" if result.reached else "   NOT REACHED"
        found = f"{result.value:.2f} {result.unit}"
        print(f"{result.name:42} {found:>10} {result.bar:8} {result.ambition:9}{mark}")


def write(file: Path, rows: list[Row], results: list[Result]) -> None:
    """Keep the figures for programs."""
    pages = {row.name: {"cpu_ms": row.cpu_ms, "wall_ms": row.wall_ms, "bytes": row.size} for row in rows}
    found = {one.name: {"value": one.value, "bar": one.bar, "reached": one.reached} for one in results}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"pages": pages, "comparisons": found}, indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten to {file}")


if __name__ == "__main__":
    sys.exit(main())
