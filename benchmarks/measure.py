"""Measures pages in turn, round after round, so that a noisy machine disturbs all of them alike."""

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.servers import Server

ROUNDS = 5
WARM_UP = 20  # requests before the first round, so that each worker has compiled what it needs
SLICE = 0.4  # seconds of processor time that one measurement should cost: 40 ticks of the kernel's clock
MOST = 800  # requests in one measurement


@dataclass
class Row:
    """One page to measure: its name, its server, its path, the headers sent, and what each round found."""

    name: str
    server: Server
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False  # ask for a different address each time, so that no cache answers
    requests: int = 0
    cpu_ms: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def cpu(self) -> float:
        """Median milliseconds of processor time a request."""
        return statistics.median(self.cpu_ms)

    @property
    def wall(self) -> float:
        """Median milliseconds from asking to the last byte, one request at a time."""
        return statistics.median(self.wall_ms)

    @property
    def spread(self) -> str:
        """Least and most milliseconds of processor time in any round."""
        return f"{min(self.cpu_ms):.2f}-{max(self.cpu_ms):.2f}"


def measure(rows: Sequence[Row], rounds: int = ROUNDS) -> None:
    """Fill in `rows`: warm each up, choose how many requests it needs, then measure all, `rounds` times."""
    for row in rows:
        _ask(row, WARM_UP)
        before = row.server.cpu()
        _ask(row, WARM_UP)
        each = max((row.server.cpu() - before) / WARM_UP, 0.0005)
        row.requests = min(MOST, max(WARM_UP, int(SLICE / each)))
    for _ in range(rounds):
        for row in rows:
            _one_round(row)


def ratio(floor: Row, product: Row) -> float:
    """Median over the rounds of floor's processor time over the product's: 1 is as fast, 0.5 half as fast."""
    return statistics.median(a / b for a, b in zip(floor.cpu_ms, product.cpu_ms, strict=True))


def _one_round(row: Row) -> None:
    cpu, begun = row.server.cpu(), time.perf_counter()
    _ask(row, row.requests)
    row.wall_ms.append((time.perf_counter() - begun) / row.requests * 1000)
    row.cpu_ms.append((row.server.cpu() - cpu) / row.requests * 1000)


def _ask(row: Row, number: int) -> None:
    for count in range(number):
        mark = "&" if "?" in row.path else "?"
        path = f"{row.path}{mark}fresh={time.monotonic_ns()}-{count}" if row.fresh else row.path
        status, body = row.server.get(path, row.headers)
        if status != 200:
            raise RuntimeError(f"{row.name}: {row.path} answered {status}")
        row.size = len(body)
