"""What councils count alike of their meetings: how many of those planned were held (LA31, W45)."""

from collections.abc import Iterator

from core.api import (
    Authority,
    Contribution,
    Indicator,
    IndicatorPart,
    Quarter,
    db,
    gettext_noop,
)
from plugins.meetings.models import Meeting


def held(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each meeting that was planned for the quarter; one that nobody says was held counts as not held."""
    during = Meeting.on_date.between(quarter.first_day, quarter.last_day)
    for state, group_id in db.session.execute(db.select(Meeting.state, Meeting.group_id).where(during)):
        yield Contribution(state if state in ("held", "cancelled") else "not-known", group_id)


INDICATORS = (
    Indicator(
        name="meetings.held",
        title=gettext_noop("Meetings held"),
        question=gettext_noop("Of the meetings that were planned, how many were held?"),
        unit="meetings",
        parts=(
            IndicatorPart("held", gettext_noop("Held")),
            IndicatorPart("cancelled", gettext_noop("Cancelled")),
            IndicatorPart("not-known", gettext_noop("Nobody has said")),
        ),
        count=held,
        numerator=("held",),
    ),
)
