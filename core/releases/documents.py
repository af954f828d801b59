"""A release as text: canonical JSON, so that the same figures always have the same digest; pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.releases.cells import Cell, Rules, Shown

FORM = 1
RULES = ("councils", "people", "share", "person_share", "round_to", "width")


@dataclass(frozen=True, slots=True)
class Table:
    """One indicator of a release; `population`: the whole by all its councils' files, None where one lacks it."""

    shown: Shown
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a release says. `left_out`: indicators that too few councils count, each with the reason."""

    release: str
    region: str
    quarter: str
    number: int
    previous: str
    members: tuple[str, ...]
    rules: Rules
    tables: tuple[Table, ...]
    left_out: Mapping[str, str]


def written(one: Document) -> str:
    """The canonical text."""
    said = {
        "form": FORM,
        "release": one.release,
        "region": one.region,
        "quarter": one.quarter,
        "number": one.number,
        "previous": one.previous,
        "members": sorted(one.members),
        "rules": {name: getattr(one.rules, name) for name in RULES},
        "tables": [_table(table) for table in sorted(one.tables, key=lambda table: table.shown.indicator)],
        "left_out": dict(one.left_out),
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> Document:
    """The document of a canonical text; raises ValueError, KeyError or TypeError where it is none."""
    said = json.loads(text)
    if said["form"] != FORM:
        raise ValueError(f"a release of form {said['form']}; this version reads form {FORM}")
    rules = Rules(**said["rules"])
    tables = tuple(_read_table(table, said["release"], said["quarter"], rules) for table in said["tables"])
    members = tuple(said["members"])
    head = {name: said[name] for name in ("release", "region", "quarter", "number", "previous", "left_out")}
    return Document(**head, members=members, rules=rules, tables=tables)


def digest(text: str) -> str:
    """SHA-256 of the text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def shown_in(documents: Sequence[Document]) -> list[Shown]:
    """Every table of these releases, as the attacker reads them."""
    return [table.shown for one in documents for table in one.tables]


def _table(table: Table) -> dict[str, object]:
    one = table.shown
    return {
        "indicator": one.indicator,
        "steady": one.steady,
        "members": sorted(one.members),
        "population": table.population,
        "cells": [[*cell, value] for cell, value in sorted(one.values.items())],
    }


def _read_table(said: dict[str, object], release: str, quarter: str, rules: Rules) -> Table:
    cells: Sequence[Sequence[object]] = said["cells"]  # type: ignore[assignment]
    values = {Cell(*map(str, line[:3])): None if line[3] is None else int(str(line[3])) for line in cells}
    members: Sequence[str] = said["members"]  # type: ignore[assignment]
    population: int | None = said["population"]  # type: ignore[assignment]
    shown = Shown(
        release, str(said["indicator"]), quarter, frozenset(members), values, rules, steady=bool(said["steady"])
    )
    return Table(shown, population)
