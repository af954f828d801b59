"""What councils count alike of influence: answers in time, what came of it, what young people say, who is heard.

Source: LA9, N28, NC33, NC21, LA47. Each counts what happened in a quarter; no council is ranked by any of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from core.api import (
    ZONE,
    Authority,
    Contribution,
    Indicator,
    IndicatorPart,
    Person,
    Quarter,
    age_on,
    db,
    gettext_noop,
    indicators,
)
from plugins.influence.heard import judging
from plugins.influence.maps import silence_reading
from plugins.influence.models import Ask, Mode, Model, Owner, Told, Verdict, View
from plugins.influence.vocabulary import MAY_BE_ASKED, OUTCOMES, VERDICTS

WHO_LEADS = "who-leads"  # the model whose three modes every other model is read on
SOON = 28  # days within which those who asked should be told
LATER = 56
ASKED = ("waiting", "answered")  # who passed a question on owes no answer any more


def answered_in_time(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each answer that was due in the quarter."""
    due = Owner.due_on.between(quarter.first_day, quarter.last_day)
    rows = db.select(Owner.ask_id, Owner.due_on, Owner.answered_on).where(due, Owner.state.in_(ASKED))
    for row in db.session.execute(rows):
        in_time = row.answered_on is not None and row.answered_on <= row.due_on
        yield Contribution("in-time" if in_time else "late", row.ask_id)


def came_of_it(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """The latest answer of each owner who answered in the quarter."""
    during = Owner.answered_on.between(quarter.first_day, quarter.last_day)
    rows = db.select(Owner.ask_id, Owner.outcome).where(during, Owner.outcome.in_(list(OUTCOMES)))
    for ask_id, outcome in db.session.execute(rows):
        yield Contribution(outcome, ask_id)


def verdicts(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """What those who asked said in the quarter where adults say that it is done: each asker's last word."""
    since, until = _moments(quarter)
    rows = db.select(Verdict).where(Verdict.on_status == "done", Verdict.made_at >= since, Verdict.made_at < until)
    found: dict[UUID, list[judging.Said]] = defaultdict(list)
    for row in db.session.scalars(rows):
        asker = judging.asker_of(row.id, row.person_id, row.view_id, row.group_id)
        found[row.ask_id].append(judging.Said(row.id, asker, row.verdict, row.voices, row.made_at))
    for ask_id, said in found.items():
        for one in judging.standing(said).values():
            yield Contribution(one.verdict, ask_id, number=max(one.voices, 1))


def told(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each view whose author was first told in the quarter what came of the ask: how long after it was asked."""
    first = db.func.min(Told.made_at)
    rows = (
        db.select(Told.view_id, Told.ask_id, first.label("at"), Ask.asked_on)
        .join(Ask, (Ask.authority_id == Told.authority_id) & (Ask.id == Told.ask_id))
        .where(Told.how != "", Ask.asked_on.is_not(None))
        .group_by(Told.view_id, Told.ask_id, Ask.asked_on)
    )
    since, until = _moments(quarter)
    for row in db.session.execute(rows.having((first >= since) & (first < until))):
        yield Contribution(_how_soon(row.at.astimezone(ZONE).date() - row.asked_on), row.view_id)


def heard(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each young person who said something in the quarter that the team may read, once, with age and cohorts.

    Cohorts as on the map of silence: of the groups that they said it in, never of their own record.
    """
    for_cohort = silence_reading.groups_for(authority)
    cohorts_of = {group: {key for key, ids in for_cohort.items() if group in ids} for group in _all_of(for_cohort)}
    people: dict[UUID, set[str]] = defaultdict(set)
    said = db.select(View.person_id, View.group_id).where(*_said_in(quarter)).distinct()
    for person_id, group_id in db.session.execute(said):
        people[person_id] |= cohorts_of.get(group_id, set())
    ages = _ages(quarter)
    for person_id, cohorts in people.items():
        age = ages.get(person_id, indicators.NOT_KNOWN)
        yield Contribution("people", person_id, age=age, cohorts=frozenset(cohorts))


def least_heard(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """The same young people: whether they spoke in a group for one of those whom the council says are heard least.

    Councils name different cohorts, so that no single one can be compared; that each reaches its own can.
    """
    for one in heard(authority, quarter):
        yield Contribution("of-cohorts" if one.cohorts else "others", one.by)


def who_leads(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each activity of the quarter by who led it, as the adults say who ran it."""
    during = Mode.on_date.between(quarter.first_day, quarter.last_day)
    rows = (
        db.select(Mode.mode, Mode.about_id)
        .join(Model, (Model.authority_id == Mode.authority_id) & (Model.id == Mode.model_id))
        .where(during, Model.key == WHO_LEADS, Mode.mode.in_(indicators.MODES))
    )
    for mode, about_id in db.session.execute(rows):
        yield Contribution(mode, about_id)


def _moments(quarter: Quarter) -> tuple[datetime, datetime]:
    first, after = quarter.first_day, quarter.after.first_day
    return datetime.combine(first, time(0), ZONE), datetime.combine(after, time(0), ZONE)


def _how_soon(took: timedelta) -> str:
    if took.days <= SOON:
        return "within-4-weeks"
    return "within-8-weeks" if took.days <= LATER else "longer"


def _all_of(groups: Mapping[str, list[UUID]]) -> set[UUID]:
    return {group for ids in groups.values() for group in ids}


def _said_in(quarter: Quarter) -> tuple[Any, ...]:
    during = View.said_on.between(quarter.first_day, quarter.last_day)
    readable = View.permission.in_(sorted(MAY_BE_ASKED))
    return during, View.person_id.is_not(None), View.taken_back_at.is_(None), readable


def _ages(quarter: Quarter) -> dict[UUID, str]:
    day = quarter.last_day
    spoke = db.select(View.person_id).where(*_said_in(quarter))
    rows = db.select(Person.id, Person.born_on, Person.age_band, Person.age_band_said_on).where(Person.id.in_(spoke))
    return {row.id: indicators.age_category(age_on(row, day)) for row in db.session.execute(rows)}


INDICATORS = (
    Indicator(
        name="influence.answered_in_time",
        title=gettext_noop("Answers in time"),
        question=gettext_noop("Of the answers that were due, how many came by their day?"),
        unit="answers",
        parts=(
            IndicatorPart("in-time", gettext_noop("In time")),
            IndicatorPart("late", gettext_noop("Late, or not yet")),
        ),
        count=answered_in_time,
        numerator=("in-time",),
        better="more",
    ),
    Indicator(
        name="influence.came_of_it",
        title=gettext_noop("What adults answered"),
        question=gettext_noop("What did those who decide answer?"),
        unit="answers",
        parts=tuple(IndicatorPart(key, title) for key, title in OUTCOMES.items()),
        count=came_of_it,
    ),
    Indicator(
        name="influence.verdicts",
        title=gettext_noop("What young people say of it"),
        question=gettext_noop("Where adults say that it is done, do those who asked say so too?"),
        unit="verdicts",
        parts=tuple(IndicatorPart(key, title) for key, title in VERDICTS.items()),
        count=verdicts,
        numerator=("yes",),
        better="more",
    ),
    Indicator(
        name="influence.told",
        title=gettext_noop("From asking to telling"),
        question=gettext_noop("How long did it take until those who asked were told?"),
        unit="young people's views",
        parts=(
            IndicatorPart("within-4-weeks", gettext_noop("Within four weeks")),
            IndicatorPart("within-8-weeks", gettext_noop("Within eight weeks")),
            IndicatorPart("longer", gettext_noop("Longer")),
        ),
        count=told,
        numerator=("within-4-weeks",),
        better="more",
    ),
    Indicator(
        name="influence.heard",
        title=gettext_noop("Young people heard"),
        question=gettext_noop("How many young people said something, and of those who are heard least?"),
        unit="young people",
        parts=(IndicatorPart("people", gettext_noop("Young people who said something")),),
        count=heard,
        numerator=("people",),
        population="aged-0-19",
        breakdowns=("age", "cohort"),
        of_people=True,
    ),
    Indicator(
        name="influence.least_heard",
        title=gettext_noop("Those who are heard least"),
        question=gettext_noop("Of the young people who said something, how many are of those who are heard least?"),
        unit="young people",
        parts=(
            IndicatorPart("of-cohorts", gettext_noop("In a group for those who are heard least")),
            IndicatorPart("others", gettext_noop("Elsewhere, or not known")),
        ),
        count=least_heard,
        numerator=("of-cohorts",),
        of_people=True,
    ),
    Indicator(
        name="influence.who_leads",
        title=gettext_noop("Who leads"),
        question=gettext_noop("Were young people asked, did they decide with adults, or did they lead?"),
        unit="activities",
        parts=(
            IndicatorPart("consultative", gettext_noop("Consultative")),
            IndicatorPart("collaborative", gettext_noop("Collaborative")),
            IndicatorPart("child-led", gettext_noop("Child-led")),
        ),
        count=who_leads,
    ),
)
