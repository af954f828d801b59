"""Loads the demonstration: fictional people, accounts for every role, and what each plugin shows of itself.

Everything is made from the council's slug, so loading again adds only what is missing.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from core.access.roles import COUNCIL_ROLES
from core.authority.resolve import Authority
from core.config import ConfigFault
from core.db import authority_scope, bulk_insert, db, platform_scope
from core.demo import accounts, people
from core.demo.accounts import Account
from core.hooks.values import DemoWorld
from core.people.models import Organisation, Person, Place
from core.plugging.applying import apply_council
from core.web.cache import touch
from core.web.house import House, house


@dataclass(frozen=True)
class Size:
    """How big the demonstration is: people a council beside those with accounts, and years of history."""

    people: int = 60
    years: int = 1


@dataclass(frozen=True)
class Loaded:
    """What one council got: how many people were new, and what each plugin planted."""

    authority: Authority
    new_people: int
    planted: int
    accounts: tuple[Account, ...]


def load(app: Flask, size: Size, today: date) -> Iterator[Loaded]:
    """Load each council in turn, then the platform's accounts and the list of all; yields after each council.

    A council that is not in the database yet is applied first. Raises ConfigFault in production.
    """
    with app.app_context():
        here = house()
        if here.deployment.env == "production":
            raise ConfigFault("Demonstration people are only made where HEARD_ENV is demo.")
        _apply_new(here)
        made: list[Account] = []
        for authority in here.authorities.all():
            loaded = _council(here, authority, size, today)
            made += loaded.accounts
            yield loaded
        made += _platform(here)
        accounts.write(made, here.deployment.data)


def _apply_new(here: House) -> None:
    known = {authority.slug for authority in here.authorities.all()}
    for council in here.authorities.all_files():
        if council.slug not in known:
            apply_council(here.authorities, council, here.plugins)


def _council(here: House, authority: Authority, size: Size, today: date) -> Loaded:
    with authority_scope(authority.id, write=True):
        ground = _ground()
        holders = dict(_holders(authority.slug, today, ground))
        rows = [*holders.values(), *people.crowd(authority.slug, size.people, today, ground)]
        new = _plant_people(rows)
        named = {role: row["name"] for role, row in holders.items()}
        opened = accounts.of_council(authority.slug, named)
        for account in opened:
            accounts.open_council_account(account, authority.id, holders[account.role]["id"])
        world = DemoWorld(authority.slug, today, _by_kind(rows), size.years)
        planted = here.hooks.call("demo_data", authority, world=world)
        touch(authority.id)  # a copy that is running shows what is new
        db.session.commit()
    return Loaded(authority, new, sum(made.count for made in planted), tuple(opened))


def _ground() -> people.Ground:
    """What the open council's file has declared that people can belong to."""
    query = db.select(Organisation.id, Organisation.kind, Organisation.name).order_by(Organisation.name)
    every = db.session.execute(query).all()
    schools = [one for one in every if one.kind == "school"]
    return people.Ground(
        places=tuple(db.session.scalars(db.select(Place.id).order_by(Place.name))),
        primaries=tuple(one.id for one in schools if people.PRIMARY.search(one.name)),
        secondaries=tuple(one.id for one in schools if not people.PRIMARY.search(one.name)),
        colleges=tuple(one.id for one in every if one.kind == "college"),
        services=tuple(one.id for one in every if one.kind == "service"),
        partners=tuple(one.id for one in every if one.kind not in ("school", "college", "service")),
    )


def _holders(slug: str, today: date, ground: people.Ground) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each role the person who has its account; the young person is a teenager whom most groups fit."""
    for role in COUNCIL_ROLES:
        kind = accounts.KINDS.get(role, "worker")
        ages = people.TEENAGER if kind == "young_person" else None
        yield role, people.row(slug, role, kind, random.Random(f"{slug} {role}"), today, ground, ages)


def _plant_people(rows: Sequence[dict[str, Any]]) -> int:
    known = set(db.session.scalars(db.select(Person.id)))
    new = [row for row in rows if row["id"] not in known]
    bulk_insert(Person, new)
    return len(new)


def _by_kind(rows: Sequence[dict[str, Any]]) -> dict[str, tuple[UUID, ...]]:
    kinds = {row["kind"] for row in rows}
    return {kind: tuple(row["id"] for row in rows if row["kind"] == kind) for kind in sorted(kinds)}


def _platform(here: House) -> list[Account]:
    opened = accounts.of_platform(here.authorities.regions.values())
    with platform_scope(reason="open the demonstration's accounts outside any one council", write=True):
        for account in opened:
            accounts.open_platform_account(account)
        db.session.commit()
    return opened
