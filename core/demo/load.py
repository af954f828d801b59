"""Loads the demonstration: fictional people, accounts for every role, and what each plugin shows of itself.

Everything is made from the council's slug, so loading again adds only what is missing. A council is planted in one
transaction: whoever stops half-way and loads again goes on where it stopped.
"""

import random
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from core.authority import effective
from core.authority.load import LoadedAuthority
from core.authority.resolve import Authority
from core.authority.saved import last_applied
from core.config import ConfigFault
from core.data_rights.sign_off.signing import sign_all
from core.db import authority_scope, bulk_insert, db, platform_scope
from core.demo import accounts, agreements, asked, checks, concerns, drafts, open_ends, people, photos, releases, traces
from core.demo.accounts import Account
from core.demo.cast import cast
from core.hooks.values import DemoMade, DemoWorld
from core.people.models import Organisation, Person, Place
from core.plugging.applying import apply_council
from core.plugging.said import HOOK
from core.web.cache import touch
from core.web.house import House, house

IN_FULL = 5  # councils whose every story is told, with pictures; the others are made up to be many, and quickly
BATCH = 1000  # rows in one statement: memory stays flat however many people a council has
DECIDES = ("board", "partnership", "council")  # kinds of organisation to which a decision-maker belongs
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Size:
    """How big the demonstration is: people a council beside those with accounts, and years of history."""

    people: int = 60
    years: int = 1


@dataclass(frozen=True)
class Loaded:
    """What one council got: how many people were new, how many records plugins planted; `place` counts up to `of`."""

    authority: Authority
    new_people: int
    planted: int
    accounts: tuple[Account, ...]
    place: int
    of: int


def load(app: Flask, size: Size, today: date) -> Generator[Loaded]:
    """Load each council in turn, then the platform's accounts and the list of all; yields after each council.

    A council whose file was never applied is applied first. Raises ConfigFault in production.
    """
    with app.app_context():
        here = house()
        if here.deployment.env == "production":
            raise ConfigFault("Demonstration people are only made where HEARD_ENV is demo.")
        councils = here.authorities.all_files()
        made: list[Account] = []
        for place, council in enumerate(councils, start=1):
            loaded = _council(here, _applied(here, council), size, today, in_full=place <= IN_FULL)
            made += loaded.accounts
            yield replace(loaded, place=place, of=len(councils))
        made += _platform(here)
        releases.plant(today)
        accounts.write(made, here.deployment.data)


def _applied(here: House, council: LoadedAuthority) -> Authority:
    """The council, with what its file declares in the database: it is not if a first time was stopped half-way."""
    found = here.authorities.find(council.slug)
    if found is None or not _was_applied(found):
        apply_council(here.authorities, council, here.plugins)
        found = here.authorities.find(council.slug)
    assert found is not None  # applied in the lines above
    return found


def _was_applied(authority: Authority) -> bool:
    with authority_scope(authority.id):
        return bool(last_applied("core"))


def _council(here: House, authority: Authority, size: Size, today: date, *, in_full: bool) -> Loaded:
    with authority_scope(authority.id, write=True):
        ground = _ground()
        holders = dict(_holders(authority.slug, today, ground))
        kinds, new = _plant_people(authority.slug, size.people, today, ground, holders)
        opened = accounts.of_council(authority.slug, {post: row["name"] for post, row in holders.items()})
        for account in opened:
            accounts.open_council_account(account, authority.id, holders[account.post]["id"])
        sign_in = {post: row["id"] for post, row in holders.items()}
        officer = holders["data_protection_officer"]["name"]
        sign_all(authority, here.plugins, f"{officer}, data protection officer", "Made up for the demonstration")
        world = DemoWorld(authority.slug, today, kinds, size.years, sign_in)
        agreed = agreements.plant(authority, world)
        planted = _plugins(here, authority, world)
        agreed += _stories(authority, world, in_full)
        touch(authority.id)  # a copy that is running shows what is new
        db.session.commit()
    return Loaded(authority, new, agreed + sum(made.count for made in planted), tuple(opened), place=1, of=1)


def _plugins(here: House, authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """What each plugin plants: those that listen to what is said come last, and are given all of it."""
    on = effective.switched_on(authority)
    regional = [plugin.name for plugin in here.plugins if plugin.name in on and plugin.region_blueprint]
    names = [plugin.name for plugin in here.plugins if plugin.name in on and plugin.name not in regional]
    listeners = [name for name in names if here.hooks.answers_to(name, HOOK)]
    made = [one for name in names if name not in listeners for one in _plant(here, name, authority, world)]
    heard = replace(world, said=tuple(here.hooks.call("said_so_far", authority))) if listeners else world
    last = [*listeners, *regional]  # what a council offers its region rests on what the others planted
    return made + [one for name in last for one in _plant(here, name, authority, heard)]


def _plant(here: House, name: str, authority: Authority, world: DemoWorld) -> list[DemoMade]:
    return list(here.hooks.call_one(name, "demo_data", authority, world=world))


def _stories(authority: Authority, world: DemoWorld, in_full: bool) -> int:
    """Plant what people asked, differ about and wait for; returns how many records were new."""
    parts = cast(authority, world)
    told = asked.plant(parts, in_full=in_full) + traces.plant(parts) + checks.plant(parts)
    return told + (concerns.plant(parts) + open_ends.plant(parts) + photos.plant(parts) if in_full else 0)


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
        boards=tuple(one.id for one in every if one.kind in DECIDES),
    )


def _holders(slug: str, today: date, ground: people.Ground) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each post the person who has its account: most groups fit the young person, and decision-makers decide."""
    for post in accounts.POSTS:
        kind = accounts.KINDS.get(post, "worker")
        ages = people.TEENAGER if kind == "young_person" else None
        row = people.row(slug, post, kind, random.Random(f"{slug} {post}"), today, ground, ages)
        if post == "decision_maker" and ground.boards:
            row["organisation_id"] = ground.boards[0]
        yield post, row


def _plant_people(
    slug: str, number: int, today: date, ground: people.Ground, holders: dict[str, dict[str, Any]]
) -> tuple[dict[str, Sequence[UUID]], int]:
    """Make whoever is not there yet; returns all ids by kind, holders of accounts first, and how many were new."""
    known = set(db.session.scalars(db.select(Person.id)))
    kinds: dict[str, list[UUID]] = defaultdict(list)
    for row in holders.values():
        kinds[row["kind"]].append(row["id"])
    new: Rows = [row for row in holders.values() if row["id"] not in known]
    made = 0
    for part in people.parts(slug, number):
        kinds[part.kind].append(part.id)
        if part.id not in known:
            new.append(people.row(slug, part.label, part.kind, part.chance, today, ground))
        if len(new) >= BATCH:
            made += len(bulk_insert(Person, new))
            new = []
    return dict(sorted(kinds.items())), made + len(bulk_insert(Person, new))


def _platform(here: House) -> list[Account]:
    opened = accounts.of_platform(here.authorities.regions.values())
    with platform_scope(reason="open the demonstration's accounts outside any one council", write=True):
        for account in opened:
            accounts.open_platform_account(account)
            if account.role == "operator":
                drafts.plant(account.username)
        db.session.commit()
    return opened
