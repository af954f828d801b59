"""The annual report to those who lead the council: put together, written, signed and published as evidence (W49).

What stands in it comes from every plugin, as far as it belongs to the group and the groups under it.
"""

from uuid import UUID

from core.api import Actor, Authority, Ref, db
from plugins.evidence.api import Plan, Report, compile_report, report_of
from plugins.groups.api import Group
from plugins.youth_voice.events.pack import A_YEAR
from plugins.youth_voice.events.reading import EventRead, copies
from plugins.youth_voice.models import Event, EventCopy

KIND = "youth_voice.annual"
MAY_COMPILE, MAY_READ = "evidence.write", "evidence.reports"


def plan_of(read: EventRead) -> Plan:
    """The report of the year that ends with the event: of its group, and of those under it."""
    event = read.event
    under = db.session.scalars(db.select(Group.id).where(Group.programme_id == event.group_id).order_by(Group.key))
    about = [Ref("groups", "group", id) for id in (event.group_id, *under)]
    return Plan(_kind(event.group_id), event.title, event.on_date - A_YEAR, event.on_date, about)


def compiled(authority: Authority, read: EventRead, actor: Actor) -> Report:
    """Put it together, or gather its figures anew; raises evidence's CompileRefused. The caller commits."""
    return compile_report(authority, plan_of(read), actor.person_id).report


def found(read: EventRead) -> Report | None:
    """The report of this event, where it was put together."""
    plan = plan_of(read)
    return report_of(plan.kind, plan.start, plan.end)


def copies_of(report_id: UUID) -> list[EventCopy]:
    """Who received the report with this id."""
    report = db.session.get(Report, report_id)
    if report is None or not report.kind.startswith(f"{KIND}."):
        return []
    query = db.select(Event).where(Event.kind == "annual_report", Event.on_date == report.ends_on)
    of_report = [event for event in db.session.scalars(query) if _kind(event.group_id) == report.kind]
    return [copy for event in of_report for copy in copies(event.id)]


def _kind(group_id: UUID) -> str:
    """One kind for each group: of a kind there is one report for the same days."""
    return f"{KIND}.{group_id.hex[:12]}"
