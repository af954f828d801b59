"""The rule P(parent, child, item, day) against the table written out a second time, over ages, birthdays and flags."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.ages import Ages
from core.people.relationships.rules import (
    NARROWEST_FIRST,
    Access,
    Child,
    Item,
    level,
    narrowest,
    parent_sees,
    widest,
)
from core.people.relationships.seeing import as_child
from core.people.rules import AGE_BANDS

DAY = date(2026, 11, 22)
AGES = Ages()


@dataclass(frozen=True)
class Tie:
    """An adult's place in a child's life, without a database."""

    kind: str = "parent"
    parental_responsibility: bool = True
    delegated: tuple[str, ...] = ()
    emergency_contact: bool = False
    verified_on: date | None = date(2020, 1, 1)
    starts_on: date | None = None
    ends_on: date | None = None
    no_contact: bool = False
    court_order: bool = False


@dataclass(frozen=True)
class Somebody:
    """A person as stored, without a database."""

    born_on: date | None = None
    age_band: str | None = None
    age_band_said_on: date | None = None
    kind: str = "young_person"
    is_protected: bool = False


PARENT = Tie()


def aged(age: int, **more: bool) -> Child:
    return Child(age, age, True, **more)


# The table once more, in another shape: the first age of a row, what somebody with parental responsibility has there,
# somebody to whom decisions were delegated, and a deputy.
TABLE: tuple[tuple[int, Access, Access, Access], ...] = (
    (18, "nothing", "nothing", "ordinary"),
    (16, "shares", "nothing", "nothing"),
    (13, "logistics", "logistics", "nothing"),
    (0, "ordinary", "logistics", "nothing"),
)


def table(age: int, column: int) -> Access:
    row = next(row for row in TABLE if age >= row[0])
    return (row[1], row[2], row[3])[column]


TIES = (
    PARENT,
    Tie("carer", parental_responsibility=False, delegated=("core.photograph",)),
    Tie("deputy", parental_responsibility=False),
)


@given(st.integers(4, 26), st.sampled_from([0, 1, 2]))
def test_each_age_and_each_kind_of_adult_gives_the_table(age: int, column: int) -> None:
    assert level(TIES[column], aged(age), AGES, DAY) == table(age, column)


@given(
    st.integers(4, 26),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, -1, 0, 1]),
    st.sampled_from([None, -1, 0, 1]),
)
def test_an_unchecked_ended_or_forbidden_relationship_shows_nothing(
    age: int, verified: bool, no_contact: bool, court_order: bool, starts: int | None, ends: int | None
) -> None:
    tie = replace(
        PARENT,
        verified_on=DAY if verified else None,
        no_contact=no_contact,
        court_order=court_order,
        starts_on=None if starts is None else DAY + timedelta(days=starts),
        ends_on=None if ends is None else DAY + timedelta(days=ends),
    )
    holds = verified and not no_contact and not court_order and starts != 1 and ends != -1
    assert level(tie, aged(age), AGES, DAY) == (table(age, 0) if holds else "nothing")


def expected(age: int, item: Item, protected: bool, emergency: bool) -> bool:
    """What the table says of an item, for a checked parent."""
    if item.not_this_adult or item.cls == "S4" or age >= 18:
        return False
    if item.cls == "S3" and not item.shared:
        return False
    if item.kind == "whereabouts" and protected:
        return False
    if item.shared or age < 13:
        return True
    if item.kind == "emergency":
        return age < 16 or emergency
    return item.kind == "logistics" and age < 16


ITEMS = st.builds(
    Item,
    cls=st.sampled_from(["S0", "S1", "S2", "S3", "S4"]),
    kind=st.sampled_from(["ordinary", "logistics", "emergency", "whereabouts"]),
    shared=st.booleans(),
    not_this_adult=st.booleans(),
)


@given(st.integers(4, 26), ITEMS, st.booleans(), st.booleans())
def test_each_item_is_seen_as_the_table_says(age: int, item: Item, protected: bool, emergency: bool) -> None:
    tie = replace(PARENT, emergency_contact=emergency)
    found = parent_sees(tie, aged(age, is_protected=protected), item, AGES, DAY)
    assert (found != "nothing") is expected(age, item, protected, emergency)


@given(ITEMS, st.integers(4, 26), st.booleans())
def test_what_is_grave_is_never_seen(item: Item, age: int, protected: bool) -> None:
    grave = replace(item, cls="S4")
    for tie in TIES:
        assert parent_sees(tie, aged(age, is_protected=protected), grave, AGES, DAY) == "nothing"


@given(st.integers(4, 26), st.dates(date(2000, 1, 1), date(2022, 12, 31)), st.integers(-2, 2), st.booleans())
def test_the_level_turns_at_midnight_of_the_birthday(age: int, born: date, off: int, february: bool) -> None:
    ages = Ages(leap_birthday="28 February" if february else "1 March")
    day = ages.birthday(born, age) + timedelta(days=off)
    found = level(PARENT, as_child(Somebody(born), ages, day), ages, day)
    assert found == table(age if off >= 0 else age - 1, 0)


@pytest.mark.parametrize(("leap", "last"), [("1 March", date(2026, 2, 28)), ("28 February", date(2026, 2, 27))])
def test_the_link_to_somebody_born_on_29_february_ends_as_the_council_chose(leap: str, last: date) -> None:
    ages = Ages(leap_birthday=leap)  # type: ignore[arg-type]
    young = Somebody(date(2008, 2, 29))
    next_day = last + timedelta(days=1)
    assert level(PARENT, as_child(young, ages, last), ages, last) == "shares"
    assert level(PARENT, as_child(young, ages, next_day), ages, next_day) == "nothing"


@given(st.one_of(st.none(), st.sampled_from([*AGE_BANDS])), st.integers(0, 4000))
def test_without_a_date_of_birth_nothing_above_logistics_and_the_strictest_of_every_age(
    band: str | None, since: int
) -> None:
    young = Somebody(age_band=band, age_band_said_on=DAY - timedelta(days=since))
    child = as_child(young, AGES, DAY)
    found = level(PARENT, child, AGES, DAY)
    possible = [] if child.youngest is None or child.oldest is None else range(child.youngest, child.oldest + 1)
    assert found == narrowest(["logistics", *(table(age, 0) for age in possible)])
    assert NARROWEST_FIRST.index(found) <= NARROWEST_FIRST.index("logistics")


def test_somebody_who_is_recorded_as_an_adult_is_nobodys_child() -> None:
    worker = Somebody(kind="worker")
    assert level(PARENT, as_child(worker, AGES, DAY), AGES, DAY) == "nothing"


def test_a_guardians_age_of_the_council_moves_the_row() -> None:
    assert level(PARENT, aged(12), Ages(guardian_below=12), DAY) == "logistics"


def test_widest_and_narrowest_of_nothing_is_nothing() -> None:
    assert (widest([]), narrowest([])) == ("nothing", "nothing")
