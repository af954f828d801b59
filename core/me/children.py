"""A child as a parent or carer may see them: facts and agreements, each asked of the rule P."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from core.clock import local_today
from core.consent import all_standings, ledger
from core.consent.answerers import Answerers, Decision
from core.consent.purposes import Purpose
from core.consent.wording import askable
from core.me.agreements import Agreement, agreement, latest_of, own_word
from core.me.telling import told_to_adult
from core.people.ages_here import council_ages
from core.people.models import Organisation, Person, Place
from core.people.relationships import Item, Seen
from core.people.relationships.rules import DEPUTY, Kind
from core.people.shared import names_of
from core.web.languages import day, gettext
from core.words import gettext_noop

READER: Final = "adult"  # which of the council's five texts a parent gets
AHEAD_DAYS: Final = 90  # days before a birthday from which the page says what it changes
SHARING: Final = "core.share"
FACTS: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("known_as", gettext_noop("Likes to be called"), "logistics"),
    ("born_on", gettext_noop("Birthday"), "ordinary"),
    ("email", gettext_noop("E-mail"), "ordinary"),
    ("phone", gettext_noop("Phone"), "ordinary"),
    ("organisation_id", gettext_noop("School or organisation"), "whereabouts"),
    ("place_id", gettext_noop("Place"), "whereabouts"),
)
"""What of a record a parent may read at all: the column, what it is called, and what for; its class is the column's."""

TURNS: Final[Mapping[str, str]] = {
    "guardian_below": gettext_noop(
        "%(name)s will be %(age)s on %(day)s. From that day this page shows you less: %(name)s can decide more alone."
    ),
    "own": gettext_noop(
        "%(name)s will be %(age)s on %(day)s. From that day %(name)s decides alone, and what you agreed to ends. "
        "This page then shows you only what %(name)s shares with you."
    ),
    "adult": gettext_noop(
        "%(name)s will be %(age)s on %(day)s and is then an adult. From that day this page is no longer here for you."
    ),
}


@dataclass(frozen=True)
class ChildPage:
    """What one adult reads about one child today."""

    child: Person
    level: str
    facts: Sequence[tuple[str, Any]]
    to_decide: Sequence[Agreement]
    decided: Sequence[Agreement]
    turning: str
    is_emergency_contact: bool
    shares_words: bool


def page_about(seen: Seen) -> ChildPage:
    """Everything that the page of this child says to this adult."""
    found = _agreements(seen)
    return ChildPage(
        seen.child,
        seen.level,
        _facts(seen),
        [one for one in found if one.may_change],
        [one for one in found if not one.may_change],
        turning(seen.child, local_today()),
        any(bond.emergency_contact for bond in seen.bonds) and seen.shows(Item(kind="emergency")),
        _shares_words(seen),
    )


def may_decide(seen: Seen, purpose: str) -> bool:
    """True where this adult's answer counts today: never about what the child decides alone."""
    return _may(seen, Answerers([seen.child.id]).decision(seen.child.id, purpose))


def turning(child: Person, today: date) -> str:
    """What the next birthday changes for the adult, said beforehand; "" while it is far off or nobody knows it."""
    if child.born_on is None:
        return ""
    ages = council_ages()
    for name, words in TURNS.items():
        age = getattr(ages, name)
        on = ages.birthday(child.born_on, age)
        if today < on <= today + timedelta(days=AHEAD_DAYS):
            return gettext(words, name=child.called, age=age, day=day(on))
    return ""


def _agreements(seen: Seen) -> list[Agreement]:
    """Those that this adult may decide, and for whoever has parental responsibility how the others stand."""
    if seen.level not in ("ordinary", "logistics"):
        return []
    child_id = seen.child.id
    who, standings = Answerers([child_id]), all_standings(child_id)
    latest = latest_of(ledger.lines(child_id), "adult", seen.adult_id)
    reads_all = any(bond.parental_responsibility for bond in seen.bonds)
    found = []
    for purpose in askable():
        may = _may(seen, who.decision(child_id, purpose.name))
        if may or reads_all:
            found.append(_one(purpose, standings[purpose.name], latest.get(purpose.name), may))
    return sorted(found, key=lambda one: not one.waits)


def _one(purpose: Purpose, standing: Any, entry: Any, may: bool) -> Agreement:
    how = told_to_adult(standing, own_word(entry) if may else "", may)
    return agreement(purpose, READER, standing, entry, how, {}, may_change=may)


def _may(seen: Seen, decision: Decision) -> bool:
    if seen.level not in ("ordinary", "logistics") or seen.adult_id not in {adult.id for adult in decision.adults}:
        return False
    return decision.deciding.adult or any(bond.kind == DEPUTY for bond in seen.bonds)


def _facts(seen: Seen) -> list[tuple[str, Any]]:
    """What is known and may be read; a row that is missing and one that is kept back look the same."""
    found = []
    for column, label, kind in FACTS:
        value = _value(seen.child, column)
        if value and seen.shows(Item(cls=_class_of(column), kind=kind)):
            found.append((gettext(label), value))
    return found


def _value(child: Person, column: str) -> str:
    value = getattr(child, column)
    if isinstance(value, date):
        return day(value)
    models: dict[str, Any] = {"organisation_id": Organisation, "place_id": Place}
    if column in models:
        return names_of(models[column], {value}).get(value, "")
    return value or ""


def _class_of(column: str) -> str:
    """The class of a column, from the catalogue that stands at the column itself."""
    found: str = Person.__table__.c[column].info["personal"].cls
    return found


def _shares_words(seen: Seen) -> bool:
    """True when the child agreed that what they say may be passed on to this very adult."""
    adult_id: UUID = seen.adult_id
    return all_standings(seen.child.id)[SHARING].allows(str(adult_id)) and seen.shows(Item(cls="S3", shared=True))
