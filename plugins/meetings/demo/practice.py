"""Safe practice in a demonstration: each group's risk assessment, and who is on duty at the meetings that come next."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from core.api import DemoWorld, db
from plugins.meetings.demo.ids import demo_id, put
from plugins.meetings.models import Leader, Meeting, MeetingDuty, RiskAssessment
from plugins.meetings.practice.risks import USUAL

SIGNED = timedelta(days=60)
A_YEAR = timedelta(days=365)
SOON = timedelta(days=21)
ANSWERS = (
    "A first-aider is there, the box is by the door, parents' numbers are on the sheet.",
    "Whoever leads stands at the door until the last child is gone, with the sheet in hand.",
    "Two adults stay in sight of each other; doors stay open.",
    "The lead on duty listens, promises nothing, and tells the safeguarding leads the same evening.",
)


def plant(world: DemoWorld, groups: Iterable[Any]) -> int:
    """Sign what is not signed and name who is not named; returns how many records were new."""
    return put(RiskAssessment, _risks(world, groups)) + put(MeetingDuty, _duties(world))


def _risks(world: DemoWorld, groups: Iterable[Any]) -> list[dict[str, Any]]:
    there = set(db.session.scalars(db.select(RiskAssessment.group_id)))
    risks = [{**risk, "do": answer} for risk, answer in zip(USUAL, ANSWERS, strict=True)]
    on = world.today - SIGNED
    signed = {"risks": risks, "signed_name": "The group's worker", "signed_on": on, "review_on": on + A_YEAR}
    return [
        {"id": demo_id(world, f"risks {group.key}"), "group_id": group.id, **signed}
        for group in groups
        if group.id not in there
    ]


def _duties(world: DemoWorld) -> list[dict[str, Any]]:
    """Of the adults who are put down for a meeting, one is on duty."""
    named = db.select(MeetingDuty.meeting_id)
    query = (
        db.select(Leader.meeting_id, Leader.person_id)
        .join(Meeting, (Meeting.authority_id == Leader.authority_id) & (Meeting.id == Leader.meeting_id))
        .where(Meeting.state == "planned", Meeting.on_date.between(world.today, world.today + SOON))
        .where(Meeting.id.not_in(named))
        .order_by(Leader.part.desc(), Leader.id)
    )
    first = {row.meeting_id: row.person_id for row in db.session.execute(query)}
    words = {"role": "Youth worker", "phone": "07700 900461"}
    return [
        {"id": demo_id(world, f"duty {meeting}"), "meeting_id": meeting, "person_id": person, **words}
        for meeting, person in first.items()
    ]
