"""What the planning room shows on a meeting's page: when it was before it was moved, where it is, how to join, how to
keep its day, and the planner's buttons.
"""

from flask import url_for

from core.api import Actor, db, gettext, local_today
from plugins.meetings.dates import moved
from plugins.meetings.forms.venue import ACCESS
from plugins.meetings.here import chosen
from plugins.meetings.models import Meeting, Venue
from plugins.meetings.panels import can_be_followed
from plugins.meetings.rooms import Button, Part
from plugins.meetings.visibility import MY_MEETINGS, PLANS


def parts(meeting: Meeting, actor: Actor) -> list[Part]:
    """What it is about, and where: to strangers only where the council says so."""
    told = [Part("", "meetings/_about.html", order=10)] if meeting.about or meeting.about_easy else []
    told += [*_ended(meeting), *_moved(meeting), *_to_keep(meeting, actor)]
    inside = MY_MEETINGS.allows(actor, meeting) or actor.can("meetings.view")
    if not (inside or chosen().public_place):
        return told
    venue = db.session.get(Venue, meeting.venue_id) if meeting.venue_id else None
    words = [ACCESS[key] for key in venue.access if key in ACCESS] if venue else []
    context = {"venue": venue, "access": words, "inside": inside}
    return [*told, Part(gettext("Where"), "meetings/_where.html", context, 10, aside=True)]


def _ended(meeting: Meeting) -> list[Part]:
    """What a group had planned when it ended does not take place."""
    group = meeting.group
    if meeting.state != "planned" or group.status != "ended" or not group.ended_on or meeting.on_date <= group.ended_on:
        return []
    said = gettext("This group has ended, so this meeting does not take place.")
    return [Part("", "meetings/_moved.html", {"moved": said}, 1)]


def _moved(meeting: Meeting) -> list[Part]:
    said = moved.words([meeting]).get(meeting.id)
    return [Part("", "meetings/_moved.html", {"moved": said}, 1)] if said else []


def _to_keep(meeting: Meeting, actor: Actor) -> list[Part]:
    """Ways to have the day in one's own calendar, while it is to come."""
    if meeting.state != "planned" or meeting.on_date < local_today() or meeting.group.status == "ended":
        return []
    own = actor.person_id is not None and chosen().private_feeds
    context = {"follow": can_be_followed(meeting.group), "own": own}
    return [Part(gettext("In your calendar"), "meetings/_calendar.html", context, 40, aside=True)]


def buttons(meeting: Meeting, actor: Actor) -> list[Button]:
    """Change and cancel, for whoever plans."""
    if not PLANS.allows(actor, meeting):
        return []
    if meeting.state == "cancelled":
        return []
    change = Button("Change it", url_for("meetings.edit", id=meeting.id), 70)
    if meeting.state == "held":
        return [change]
    return [change, Button("Cancel the meeting", url_for("meetings.cancel", id=meeting.id), 80)]
