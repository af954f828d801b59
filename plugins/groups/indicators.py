"""What councils count alike of their groups: how many there are, and young people in them, at a quarter's end.

Source: LA4, LA44 (the same approach everywhere); a rate only beside a population that the council's file names.
"""

from collections.abc import Iterator

from core.api import (
    Authority,
    Contribution,
    Indicator,
    IndicatorPart,
    Person,
    Place,
    Quarter,
    age_on,
    db,
    gettext_noop,
    indicators,
)
from plugins.groups.models import Group, Membership


def members(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each young person who is in a group on the last day, once."""
    day = quarter.last_day
    inside = (Membership.joined_on.is_(None)) | (Membership.joined_on <= day)
    still = (Membership.left_on.is_(None)) | (Membership.left_on > day)
    in_groups = db.select(Membership.person_id).where(Membership.supports.is_(False), inside, still)
    people = db.select(Person.id, Person.born_on, Person.age_band, Person.age_band_said_on).where(
        Person.kind == "young_person", Person.merged_into_id.is_(None), Person.id.in_(in_groups)
    )
    for row in db.session.execute(people):
        yield Contribution("members", row.id, age=indicators.age_category(age_on(row, day)))


def groups(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each group that had not ended by the last day, with the place that it is in."""
    going = (Group.ended_on.is_(None)) | (Group.ended_on > quarter.last_day)
    here = (Place.authority_id == Group.authority_id) & (Place.id == Group.place_id)
    found = db.select(Group.id, Place.key).outerjoin(Place, here).where(going, Group.status != "ended")
    for row in db.session.execute(found):
        yield Contribution("groups", row.id, place=row.key or indicators.NOT_KNOWN)


INDICATORS = (
    Indicator(
        name="groups.members",
        title=gettext_noop("Young people in a group"),
        question=gettext_noop("How many young people are in a group, of all who live here?"),
        unit="young people",
        parts=(IndicatorPart("members", gettext_noop("Young people in a group")),),
        count=members,
        numerator=("members",),
        population="aged-0-19",
        breakdowns=("age",),
        steady=True,
        of_people=True,
    ),
    Indicator(
        name="groups.groups",
        title=gettext_noop("Groups"),
        question=gettext_noop("How many groups and forums are there for young people?"),
        unit="groups",
        parts=(IndicatorPart("groups", gettext_noop("Groups")),),
        count=groups,
        numerator=("groups",),
        population="aged-0-19",
        per=100_000,
        breakdowns=("place",),
        steady=True,
    ),
)
