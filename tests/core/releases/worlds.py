"""Made-up counts of made-up councils over several quarters: some leave, some join late, some categories are rare."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from core.releases.cells import ALL, Cell, Count, Shown, cells_of
from core.releases.protecting import CannotProtect, protected

AGES = ("0-9", "10-12", "13-15", "16-17", "18-25")
COHORTS = ("in-care", "send")
PARTS = ("yes", "no")
NAME = "tallies.asked"
Counts = dict[str, dict[Cell, Count]]


@dataclass
class World:
    """What was released so far, what every council gave for it, and the draft of a careless maker."""

    steady: bool
    ages: tuple[str, ...]
    shown: list[Shown] = field(default_factory=list)
    given: dict[tuple[str, str], Counts] = field(default_factory=dict)


def counts(chance: Random, councils: list[str], ages: tuple[str, ...]) -> Counts:
    """For each council the cells of one quarter; one or two cells are rare everywhere."""
    everywhere = [(age, part) for age in ages for part in PARTS]
    rare = set(chance.sample(everywhere, chance.randint(1, 2)))
    found: Counts = {}
    for council in councils:
        cells = {
            Cell("age", *place): _count(chance.choice([0, 0, 0, 1, 2]) if place in rare else chance.randint(2, 20))
            for place in everywhere
        }
        found[council] = cells | _totals(chance, cells)
    return found


def empty(release: str, period: str, councils: list[str], ages: tuple[str, ...], *, steady: bool = False) -> Shown:
    """A table without numbers yet."""
    cells = cells_of({"age": ages, "cohort": COHORTS}, PARTS)
    return Shown(release, NAME, period, frozenset(councils), dict.fromkeys(cells), steady=steady)


def lived(seed: int, quarters: int) -> World:
    """Release a world quarter by quarter; one that cannot be protected is not released."""
    chance = Random(seed)
    world = World(chance.random() < 0.5, AGES[: chance.choice([2, 3, 5])])
    for period, councils in _memberships(chance, quarters):
        given = counts(chance, councils, world.ages)
        new = empty(f"release {period}", period, councils, world.ages, steady=world.steady)
        earlier = [one for one in world.shown if one.steady]
        try:
            world.shown.append(protected(new, given, earlier, of_people=True))
        except CannotProtect:
            continue
        world.given[NAME, period] = given
    return world


def _memberships(chance: Random, quarters: int) -> Iterator[tuple[str, list[str]]]:
    councils = [f"council {number}" for number in range(chance.choice([4, 5, 6]))]
    for number in range(quarters):
        if number and len(councils) > 4 and chance.random() < 0.4:
            councils.remove(chance.choice(councils))
        if number and chance.random() < 0.4:
            councils.append(f"late {number}")
        yield f"20{20 + number // 4}-Q{number % 4 + 1}", sorted(councils)


def _totals(chance: Random, cells: dict[Cell, Count]) -> dict[Cell, Count]:
    found: dict[Cell, Count] = {}
    for part in PARTS:
        total = sum(count.number for cell, count in cells.items() if cell.part == part)
        found[Cell(ALL, ALL, part)] = _count(total)
        found |= {Cell("cohort", cohort, part): _count(chance.randint(0, total // 2)) for cohort in COHORTS}
    return found


def _count(number: int) -> Count:
    return Count(number, number, min(number, 1))
