"""Finding people by name, school and age, page by page."""

from datetime import date

import pytest
from sqlalchemy import select, true

from core.db import bulk_insert, db
from core.people.finding import Wanted, find
from core.people.keyset import Cursor
from core.people.models import Organisation, Person
from core.people.names import fold
from core.people.twins import likely_twins

TODAY = date(2026, 11, 21)


def _names(wanted: Wanted) -> list[str]:
    return [row.name for row in find(wanted, TODAY, true(), Cursor()).rows]


@pytest.mark.both_databases
def test_found_by_part_of_a_name_by_what_they_are_called_and_by_school(amara: Person, twin: Person) -> None:
    assert _names(Wanted("OKOYE")) == ["Amara Okoye", "Amarra Okoye"]
    assert _names(Wanted("mara")) == ["Amara Okoye", "Amarra Okoye"]
    assert _names(Wanted("okoye larkfield")) == ["Amara Okoye"]
    assert _names(Wanted("100%")) == []


@pytest.mark.both_databases
def test_accents_and_marks_do_not_hide_a_name(council: object) -> None:
    db.session.add_all([Person(name="Zoë O'Neill"), Person(name="Ángel Ruiz-Díaz")])
    db.session.flush()
    assert _names(Wanted("zoe oneill")) == ["Zoë O'Neill"]
    assert _names(Wanted("ruiz diaz")) == ["Ángel Ruiz-Díaz"]


def test_a_changed_name_is_found_by_its_new_form_only(amara: Person) -> None:
    amara.name = "Amara Bello"
    db.session.flush()
    assert _names(Wanted("okoye")) == []
    assert _names(Wanted("bello")) == ["Amara Bello"]


@pytest.mark.both_databases
def test_filters(amara: Person, twin: Person, school: Organisation) -> None:
    twin.kind, twin.left_on = "worker", date(2026, 11, 1)
    db.session.add(Person(name="Ben Carter", age_band="14-15", age_band_said_on=TODAY))
    db.session.flush()
    assert _names(Wanted(kind="worker")) == []
    assert _names(Wanted(kind="worker", left_too=True)) == ["Amarra Okoye"]
    assert _names(Wanted(organisation_id=school.id)) == ["Amara Okoye"]
    assert _names(Wanted(age_band="14-15")) == ["Ben Carter", "Amara Okoye"][::-1]
    assert _names(Wanted(age_band="8-10")) == []


@pytest.mark.both_databases
def test_every_page_forth_and_back_holds_everybody_once(council: object) -> None:
    names = [f"Person {n:03}" for n in range(23)] + ["Same Name"] * 7
    bulk_insert(Person, [_row(name) for name in names])
    forth, cursor = [], Cursor()
    while True:
        found = find(Wanted(), TODAY, true(), cursor, size=6)
        forth.append([row.id for row in found.rows])
        if found.after is None:
            break
        cursor = Cursor(after=found.after)
    assert sorted(sum(forth, [])) == sorted(db.session.scalars(select(Person.id)))
    back = [forth[-1]]
    while found.before is not None:
        found = find(Wanted(), TODAY, true(), Cursor(before=found.before), size=6)
        back.append([row.id for row in found.rows])
    assert sum(reversed(back), []) == sum(forth, [])


def test_a_cursor_whose_person_is_gone_begins_at_the_beginning(amara: Person) -> None:
    gone = Person(name="Zed")
    assert [row.name for row in find(Wanted(), TODAY, true(), Cursor(after=gone.id)).rows] == ["Amara Okoye"]


def test_twins_are_found_with_their_reasons(amara: Person, twin: Person) -> None:
    found = likely_twins(amara, true(), besides=amara.id)
    assert [one.id for one in found] == [twin.id]
    assert found[0].twin.reasons == ("names that are nearly alike", "dates of birth one slip apart")


def _row(name: str) -> dict[str, object]:
    return {
        "name": name,
        "kind": "young_person",
        "sort_name": fold(name),
        "find_text": fold(name),
    }
