"""How many adults a meeting needs, by the ages of the children who are expected or there, as the council's file says.

Of a child whose age nobody knows the group's youngest age counts, where it has one; else the plugin's own setting.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Person, age_range_on, db, safeguarding
from plugins.meetings.coming import counting, leading, lists
from plugins.meetings.coming.lists import Answers
from plugins.meetings.coming.rules import Ratio
from plugins.meetings.coming.sides import Page
from plugins.meetings.here import chosen, council
from plugins.meetings.models import Meeting
from plugins.meetings.vocabulary import CAME

Age = int | None


def expected(meeting: Meeting, answers: Answers | None = None) -> Ratio:
    """Those who said that they come, and whoever schools bring, beside the adults who will be there."""
    answers = answers or lists.read(meeting)
    ages = _ages_of([line.who.id for line in answers.coming if line.who.counts_as == "child"], meeting.on_date)
    adults = len(leading.adults(meeting)) + answers.booked_adults
    return _ratio(meeting, _with_unnamed(ages, answers.children), adults)


def present(meeting: Meeting, shown: Page, totals: counting.Totals) -> Ratio:
    """Those who are on the register once anybody is; until then those who are expected."""
    if not (totals.begun or meeting.state == "held"):
        return expected(meeting)
    came = [row.person_id for row in shown.lines if row.person_id and row.status in CAME and row.counts_as == "child"]
    return _ratio(meeting, _with_unnamed(_ages_of(came, meeting.on_date), totals.children), totals.adults)


def needed(ages: Iterable[Age], youngest: Age) -> int:
    """How many adults children of these ages need; `youngest` is the group's youngest age, if it says one."""
    rule = safeguarding.practice.rule_of(council())
    known = [youngest if age is None else age for age in ages]
    unknown = chosen().children_to_an_adult
    return safeguarding.practice.adults_needed(known, rule.ratios, rule.min_adults, unknown=unknown)


def youngest_age(person: Any, on: date) -> Age:
    """The youngest that somebody can be on a day, None where nothing is known of it."""
    ages = age_range_on(person, on)
    return max(0, ages[0]) if ages else None


def _ages_of(person_ids: list[UUID], on: date) -> list[Age]:
    columns = (Person.id, Person.born_on, Person.age_band, Person.age_band_said_on)
    rows = db.session.execute(db.select(*columns).where(Person.id.in_(person_ids)))
    return [youngest_age(row, on) for row in rows]


def _with_unnamed(ages: list[Age], children: int) -> list[Age]:
    """The ages of those who are known, and nobody's for each of the others."""
    return [*ages, *[None] * max(0, children - len(ages))]


def _ratio(meeting: Meeting, ages: list[Age], adults: int) -> Ratio:
    return Ratio(len(ages), adults, chosen().children_to_an_adult, needed(ages, meeting.group.age_min))
