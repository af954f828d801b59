"""What a meeting lacks, for whoever plans or runs it. On the evening it only warns: no child is turned away for it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from core.api import local_today, safeguarding
from plugins.meetings.coming import leading
from plugins.meetings.coming.rules import Ratio
from plugins.meetings.here import council
from plugins.meetings.models import Meeting
from plugins.meetings.practice import duty, risks
from plugins.meetings.practice.enough import expected

Lacking = safeguarding.practice.Lacking
Standing = safeguarding.practice.Standing


def lacking(meeting: Meeting, ratio: Ratio | None = None) -> list[Lacking]:
    """What is lacking; `ratio` is of those who are there, once that is known."""
    ratio = ratio or expected(meeting)
    adults = [(name, standing) for name, standing in cleared(meeting).values()]
    evening = safeguarding.practice.Evening(
        adults=adults,
        children=ratio.children,
        adults_there=ratio.adults,
        adults_needed=ratio.enough,
        has_lead=duty.of(meeting) is not None,
        has_risk=risks.holding(meeting) is not None,
    )
    return safeguarding.practice.lacking(evening)


def cleared(meeting: Meeting) -> dict[UUID, tuple[str, Standing]]:
    """The adults who are there, and how their checks stand on the day of the meeting; by the id of their record."""
    there = leading.adults(meeting)
    found = standings_of(meeting, [one.person_id for one in there])
    return {one.person_id: (one.name, found[one.person_id]) for one in there}


def standings_of(meeting: Meeting, person_ids: Sequence[UUID]) -> dict[UUID, Standing]:
    """How the checks of these adults stand on the day of the meeting."""
    return safeguarding.practice.standings(council(), person_ids, meeting.on_date)


def not_to_be_named(meeting: Meeting, parts: Iterable[UUID], standings: Mapping[UUID, Standing]) -> set[UUID]:
    """Who must not be put down anew where the council refuses; not on the day itself, when somebody steps in."""
    if not refuses() or meeting.on_date <= local_today():
        return set()
    there = {one.person_id for one in leading.named(meeting)}
    return {one for one in parts if one not in there and not standings[one].is_cleared}


def refuses() -> bool:
    """True where the council's rule is to refuse and not only to warn."""
    return safeguarding.practice.rule_of(council()).on_gap == "refuse"
