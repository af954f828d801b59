"""`python -m benchmarks.tracker`: the public tracker with 50 asks out of 100,000, kept and made anew, beside the floor.

With a database in HEARD_BENCH_DATABASE (an empty PostgreSQL) that is measured, else SQLite.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks import product
from benchmarks.floor import world as floor
from benchmarks.measure import ROUNDS, Row, measure, ratio
from benchmarks.servers import ROOT, bare, heard, serving

ASKS = 100_000
PORTS = (8960, 8961)
PAGES = {
    "kept": ("", False),
    "made anew": ("", True),
    "one theme in five": ("?theme=bench:common", True),
    "one theme in a hundred": ("?theme=bench:seldom", True),
    "one theme in a thousand": ("?theme=bench:rare", True),
    "place and state": ("?place=place-3&status=done", True),
    "theme and place that never meet": ("?theme=bench:rare&place=place-3", True),
    "late answers": ("?status=late", True),
    "answered lately": ("?order=answered", True),
}


def main() -> None:
    """Build both, measure in turn, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tracker", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--asks", type=int, default=ASKS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        _measured(Path(folder), stack, chosen.rounds, chosen.asks)


def _measured(folder: Path, stack: ExitStack, rounds: int, asks: int) -> None:
    floor.build(folder / "floor.sqlite3")
    world = product.build(folder / "one", 1)
    command = [sys.executable, "-m", "benchmarks.many_asks", world.slug, str(asks)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **world.environ})
    ground = bare(f"benchmarks.floor.app:create_app('{folder / 'floor.sqlite3'}')", PORTS[0])
    below = stack.enter_context(serving(ground, PORTS[0], "/login", {}))
    server = stack.enter_context(serving(heard(PORTS[1]), PORTS[1], "/healthz", world.environ))
    bottom = [Row("/raw", below, "/raw"), Row("/public", below, "/public")]
    base = f"/{world.slug}/what-happened/"
    rows = [Row(name, server, f"{base}{query}", fresh=fresh) for name, (query, fresh) in PAGES.items()]
    measure([*bottom, *rows], rounds)
    tell(bottom, rows)


def tell(bottom: list[Row], rows: list[Row]) -> None:
    """Each page beside the floor's page of its kind: kept beside /public, made anew beside /raw."""
    raw, public = bottom
    print(f"{'page':34} {'CPU ms':>8} {'least-most':>13} {'wall ms':>8} {'bytes':>8} {'of floor':>9}")
    for row in [*bottom, *rows]:
        against = public if row in (public,) or row.name == "kept" else raw
        print(
            f"{row.name:34} {row.cpu:8.2f} {row.spread:>13} {row.wall:8.2f} {row.size:8} {1 / ratio(against, row):9.2f}"
        )


if __name__ == "__main__":
    main()
