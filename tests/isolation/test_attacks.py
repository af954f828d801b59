"""Sixty attempts to reach another council's rows, each on every table, on both databases.

`own`: the caller got its own rows or nothing. `refused`: the walls in the application said no. `database`: the
database said no. Two attempts are known to succeed on SQLite, where whoever holds the process holds the file.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.isolation import attacks_databases, attacks_reading, attacks_writing
from tests.isolation.world import APPEND_ONLY, NEVER_DELETED, World

DATABASE = {13, 35, 45, 57, 58}
OWN = {*range(1, 12), 14, 29, 30, 31, 46, 47, 48, 54, 55, 56} - {13}
POSTGRESQL_ONLY = {49, 50, 51, 52, 53, 55, 56, 57, 58}
SQLITE_ONLY = {59, 60}
KNOWN_ON_SQLITE = {26, 60}

ATTACKS: dict[int, Callable[[World], Any]] = {
    int(name[1:3]): attack
    for module in (attacks_reading, attacks_writing, attacks_databases)
    for name, attack in vars(module).items()
    if name[:1] == "a" and name[1:3].isdigit()
}


def expected(number: int, world: World) -> set[str]:
    """Return the outcomes that count as the wall holding."""
    if number in KNOWN_ON_SQLITE and not world.on_postgresql:
        return {"LEAK"}
    if number == 26:
        return {"database"}
    if world.table.name in APPEND_ONLY and number in {29, 30, 31, 35}:
        return {"database"}
    if world.table.name in NEVER_DELETED and number == 30:
        return {"database"}
    if number in DATABASE:
        return {"database"}
    return {"own"} if number in OWN else {"refused"}


def test_all_sixty_are_here() -> None:
    assert sorted(ATTACKS) == list(range(1, 61))


@pytest.mark.parametrize("number", sorted(ATTACKS))
def test_attack(world: World, number: int) -> None:
    if number in (SQLITE_ONLY if world.on_postgresql else POSTGRESQL_ONLY):
        pytest.skip("the other database's")
    assert world.attack(ATTACKS[number]) in expected(number, world), world.reason
