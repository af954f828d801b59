"""`python -m benchmarks.regional`: the comparison of 150 councils over five years of quarters, beside the floor.

What everybody reads is kept, for it never changes: its bar is that of a list, a quarter of `/raw`. Pages made anew (the
first reader of a day, whoever is signed in) are told beside it. What a page costs depends on the released texts alone:
the first quarter has one release behind it, the last has twenty.
With a database in HEARD_BENCH_DATABASE (an empty PostgreSQL) that is measured, else SQLite.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from benchmarks import product
from benchmarks.floor import world as floor
from benchmarks.measure import ROUNDS, Row, measure, ratio
from benchmarks.servers import ROOT, Server, bare, heard, serving
from core.clock import local_today
from core.indicators import Quarter

REGION, QUARTERS, BAR = "bench", 20, 0.25
PORTS = (8967, 8968)
FIGURE = "influence.heard"


def main() -> int:
    """Build both, measure in turn, print; exit status 1 where the kept page is below the bar."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.regional", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--councils", type=int, default=150)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        return _measured(Path(folder), stack, chosen.rounds, chosen.councils)


def _measured(folder: Path, stack: ExitStack, rounds: int, councils: int) -> int:
    floor.build(folder / "floor.sqlite3")
    world = product.build(folder / "many", councils)
    _region(folder / "many" / "authorities", world.environ)
    ground = bare(f"benchmarks.floor.app:create_app('{folder / 'floor.sqlite3'}')", PORTS[0])
    below = stack.enter_context(serving(ground, PORTS[0], "/login", {}))
    server = stack.enter_context(serving(heard(PORTS[1]), PORTS[1], "/healthz", world.environ))
    raw = Row("/raw", below, "/raw")
    rows = _rows(server, world)
    measure([raw, *rows], rounds)
    print(f"{'page':40} {'CPU ms':>8} {'least-most':>13} {'wall ms':>8} {'bytes':>8} {'to /raw':>9}")
    for row in [raw, *rows]:
        print(f"{row.name:40} {row.cpu:8.2f} {row.spread:>13} {row.wall:8.2f} {row.size:8} {ratio(raw, row):9.2f}")
    return int(ratio(raw, rows[0]) < BAR)


def _region(councils: Path, environ: Mapping[str, str]) -> None:
    """One region of all councils, and its releases."""
    named = ", ".join(f'"{path.name}"' for path in sorted(councils.iterdir()) if path.is_dir())
    text = f'[[regions]]\nslug = "{REGION}"\nname = "Many councils"\nmembers = [{named}]\n'
    (councils / "_regions.toml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.many_releases", REGION, str(QUARTERS)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environ})


def _rows(server: Server, world: product.World) -> list[Row]:
    worker = product.sign_in(server, world)
    last = Quarter.of(local_today()).before
    first = last
    for _ in range(QUARTERS - 1):
        first = first.before
    here = f"/regions/{REGION}/compare"
    return [
        Row("comparison, kept", server, f"{here}/{last}/"),
        Row("comparison, made anew", server, f"{here}/{last}/", fresh=True),
        Row("comparison, made anew, first quarter", server, f"{here}/{first}/", fresh=True),
        Row("one figure, made anew", server, f"{here}/{last}/{FIGURE}/", fresh=True),
        Row("councils as tiles, made anew", server, f"{here}/{last}/councils", fresh=True),
        Row("a council's own beside the region", server, f"/{world.slug}/compare/", worker),
    ]


if __name__ == "__main__":
    sys.exit(main())
