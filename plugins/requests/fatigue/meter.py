"""The fatigue meter: how often a group, young people in one situation, or a school were asked in the last months.

Counted are requests that were put to them, asks from elsewhere that staff or another plugin noted, and questions of
influence whether something happened. Three queries, for however many groups. Source: LA33.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

from core.api import Authority, Organisation, db, local_today
from plugins.groups.api import Group, months_before
from plugins.influence.api import checks_put_to
from plugins.requests import rules
from plugins.requests.here import chosen, council
from plugins.requests.models import OtherAsk, Request
from plugins.requests.rules import Meter
from plugins.requests.settings import RequestsSettings

Kind = Literal["group", "school", "cohort"]
KINDS: Final = ("group", "school", "cohort")


@dataclass(frozen=True)
class Target:
    """Who can be asked: a group or a school by its id, or a cohort by its key; `called` is what a page calls them."""

    kind: Kind
    key: UUID | str
    called: str


def cohorts(authority: Authority) -> dict[str, str]:
    """The situations that the council's own lists name (in care, young carers), key -> title."""
    lists = (one for one in authority.file.vocabularies if one.kind == "cohorts")
    return {item.key: item.title for one in lists for item in one.items}


def targets(group_id: UUID | None, school_id: UUID | None, cohort: str) -> list[Target]:
    """Whom a request is meant for, with their names."""
    found = []
    if group_id is not None and (name := db.session.scalar(db.select(Group.name).where(Group.id == group_id))):
        found.append(Target("group", group_id, name))
    school = db.select(Organisation.name).where(Organisation.id == school_id)
    if school_id is not None and (name := db.session.scalar(school)):
        found.append(Target("school", school_id, name))
    if cohort:
        found.append(Target("cohort", cohort, cohorts(council()).get(cohort, cohort)))
    return found


def meters(wanted: Iterable[Target], besides: UUID | None = None) -> list[Meter]:
    """A meter for each of `wanted`; the request `besides` does not count for itself. Three queries."""
    asked, choice, today = list(wanted), chosen(), local_today()
    if not asked:
        return []
    days = _days(asked, months_before(today, choice.months), besides)
    return [_meter(one, days[one.kind, one.key], choice) for one in asked]


def labelled(wanted: Iterable[Target], besides: UUID | None = None) -> list[tuple[UUID | str, str]]:
    """`wanted` as choices of a form that say how often each was asked: "Youth Forum (asked 3 of 4)"."""
    asked = list(wanted)
    return [(one.key, _label(found)) for one, found in zip(asked, meters(asked, besides), strict=True)]


def _label(found: Meter) -> str:
    limit = f" of {found.limit}" if found.limit else ""
    return f"{found.called} (asked {found.times}{limit}{', too often' if found.is_full else ''})"


def _days(wanted: list[Target], since: date, besides: UUID | None) -> Mapping[tuple[str, Any], list[date]]:
    found: dict[tuple[str, Any], list[date]] = defaultdict(list)
    put = db.select(Request.asked_on.label("on"), Request.group_id, Request.school_id, Request.cohort).where(
        Request.asked_on >= since
    )
    if besides is not None:
        put = put.where(Request.id != besides)
    told = db.select(OtherAsk.on_date.label("on"), OtherAsk.group_id, OtherAsk.school_id, OtherAsk.cohort).where(
        OtherAsk.on_date >= since, OtherAsk.on_date <= local_today()
    )
    for query, model in ((put, Request), (told, OtherAsk)):
        for row in db.session.execute(query.where(_any_of(wanted, model))):
            for key in (("group", row.group_id), ("school", row.school_id), ("cohort", row.cohort)):
                found[key].append(row.on)
    groups = [one.key for one in wanted if isinstance(one.key, UUID) and one.kind == "group"]
    for group_id, days in checks_put_to(groups, since).items():
        found["group", group_id] += days
    return found


def _any_of(wanted: list[Target], model: Any) -> Any:
    columns = {"group": model.group_id, "school": model.school_id, "cohort": model.cohort}
    keys = {kind: [one.key for one in wanted if one.kind == kind] for kind in columns}
    return db.or_(*(columns[kind].in_(known) for kind, known in keys.items() if known))


def _meter(target: Target, days: list[date], choice: RequestsSettings) -> Meter:
    limits = {"group": choice.group_limit, "school": choice.school_limit, "cohort": choice.cohort_limit}
    frees = {on: _after_months(on, choice.months) for on in days}
    return rules.meter(target.called, days, limits[target.kind], choice.months, frees)


def _after_months(on: date, months: int) -> date:
    """The first day on which something asked on `on` does not count any more."""
    day = on.toordinal() + months * 28
    while months_before(date.fromordinal(day), months) <= on:
        day += 1
    return date.fromordinal(day)
