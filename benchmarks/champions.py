"""`python -m benchmarks.champions`: the map and the scorecard of 500 services and 5,000 champions, beside the floor.

The bar is four times the floor's `/raw`.
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

SERVICES, CHAMPIONS, BAR = 500, 5_000, 4
PORTS = (8963, 8964)
PAGES = {
    "map": "champions/map",
    "map, gaps alone": "champions/map?state=gaps",
    "map, one service": "champions/map?words=0123",
    "scorecard": "champions/scorecard",
    "directory of champions": "champions/",
}


def main() -> int:
    """Build both, measure in turn, print; exit status 1 where the map or the scorecard is beyond the bar."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.champions", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        return _measured(Path(folder), stack, chosen.rounds)


def _measured(folder: Path, stack: ExitStack, rounds: int) -> int:
    floor.build(folder / "floor.sqlite3")
    world = product.build(folder / "one", 1)
    command = [sys.executable, "-m", "benchmarks.many_champions", world.slug, str(SERVICES), str(CHAMPIONS)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **world.environ})
    ground = bare(f"benchmarks.floor.app:create_app('{folder / 'floor.sqlite3'}')", PORTS[0])
    below = stack.enter_context(serving(ground, PORTS[0], "/login", {}))
    server = stack.enter_context(serving(heard(PORTS[1]), PORTS[1], "/healthz", world.environ))
    worker = product.sign_in(server, world)
    raw = Row("/raw", below, "/raw")
    rows = [Row(name, server, f"/{world.slug}/{path}", worker) for name, path in PAGES.items()]
    measure([raw, *rows], rounds)
    print(f"{'page':28} {'CPU ms':>8} {'least-most':>13} {'wall ms':>8} {'bytes':>8} {'of floor':>9}")
    for row in [raw, *rows]:
        times = 1 / ratio(raw, row)
        print(f"{row.name:28} {row.cpu:8.2f} {row.spread:>13} {row.wall:8.2f} {row.size:8} {times:9.2f}")
    return int(any(1 / ratio(raw, row) > BAR for row in rows if not row.name.startswith("directory")))


if __name__ == "__main__":
    sys.exit(main())
