"""What is on, month by month and day by day; and how to let a phone follow it."""

from urllib.parse import urlsplit

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import ANONYMOUS, CalendarItem, clock, local_today, page, panels, public, public_page
from plugins.groups.api import Group
from plugins.meetings.dates import days, months, reading
from plugins.meetings.dates.months import Month
from plugins.meetings.here import chosen, council, not_here, or_not_here, reader
from plugins.meetings.views.blueprint import blueprint


@blueprint.get("/calendar")
@public("which groups of the directory meet when is no secret, nor when boards sit; hidden groups are left out")
@public_page
def calendar() -> Response:
    """One month, day by day: the meetings that the reader may know of, and the days of boards."""
    actor, today, key = reader(), local_today(), request.args.get("group", "")
    month = or_not_here(months.asked_for(request.args.get("month", ""), today))
    groups = reading.groups(actor)
    if key and key not in dict(groups):
        not_here()
    found = _of_group(key, month) if key else panels.calendar(council(), actor, month.first, month.last)
    before, after = months.neighbours(month, today)
    return page(
        "meetings/calendar.html",
        month=month,
        items=found,
        before=before,
        after=after,
        next_day=None if found else _next_day(key, month),
        groups=groups,
        group=key,
        group_name=dict(groups).get(key, ""),
        missing=getattr(found, "skipped", []),
        may_follow=_followed(key),
        clock=clock,
    )


@blueprint.get("/follow")
@public("how to follow in a calendar what everybody may know")
@public_page
def follow() -> Response:
    """Three steps to see meetings on one's own phone: those of one group, or of all that a stranger may know of."""
    if not chosen().public_dates:
        return redirect(url_for("meetings.own_feeds")) if reader().is_member else not_here()
    groups, key = reading.groups(ANONYMOUS), request.args.get("group", "")
    if key and key not in dict(groups):
        not_here()
    feed = url_for("meetings.group_feed" if key else "meetings.all_feed", key=key or None, _external=True)
    return page(
        "meetings/follow.html",
        groups=groups,
        group=key,
        group_name=dict(groups).get(key, ""),
        address=feed,
        webcal=urlsplit(feed)._replace(scheme="webcal").geturl(),
        own=reader().person_id is not None and chosen().private_feeds,
    )


def _of_group(key: str, month: Month) -> list[CalendarItem]:
    return days.items(reader(), month.first, month.last, Group.key == key)


def _next_day(key: str, month: Month) -> Month | None:
    """The next month with a meeting, for whoever looks at an empty one."""
    wanted = (Group.key == key,) if key else ()
    on = reading.next_day(reader(), month.last, *wanted)
    return Month.of(on) if on else None


def _followed(key: str) -> bool:
    """True where a feed shows what this page shows."""
    return chosen().public_dates and (not key or key in dict(reading.groups(ANONYMOUS)))
