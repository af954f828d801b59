"""How other plugins name a post, a task group, an event or a ballot on their own pages, for whoever may see it."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from flask import url_for

from core.api import ANONYMOUS, Link
from plugins.youth_voice.delegates import reading as delegates
from plugins.youth_voice.events import reading as events
from plugins.youth_voice.here import reader
from plugins.youth_voice.models import Ballot, Event, TaskGroup
from plugins.youth_voice.results import reading as results
from plugins.youth_voice.tasks import reading as tasks


def post_link(id: UUID) -> Link | None:
    """The post's title and page."""
    read = delegates.one(reader(), id)
    return Link(read.post.title, url_for("youth_voice.post", id=id)) if read else None


def task_group_link(id: UUID) -> Link | None:
    """The task group's issue and page, with its last day."""
    read = tasks.one(reader(), id)
    return Link(read.task.title, url_for("youth_voice.task_group", id=id), read.task.ends_on) if read else None


def event_link(id: UUID) -> Link | None:
    """The event's name, page and day."""
    read = events.one(reader(), id)
    return Link(read.event.title, url_for("youth_voice.event", id=id), read.event.on_date) if read else None


def ballot_link(id: UUID) -> Link | None:
    """The ballot's name, page and last day."""
    read = results.one(reader(), id)
    return Link(read.ballot.title, url_for("youth_voice.ballot", id=id), read.ballot.closed_on) if read else None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {
    "post": post_link,
    "task_group": task_group_link,
    "event": event_link,
    "ballot": ballot_link,
}


def public_task_groups(ids: Collection[UUID]) -> dict[UUID, Link]:
    """Task groups of groups that everybody may know of."""
    found = tasks.found(ANONYMOUS, len(ids), TaskGroup.id.in_(list(ids))) if ids else []
    return {
        one.task.id: Link(one.task.title, url_for("youth_voice.task_group", id=one.task.id), one.task.ended_on)
        for one in found
    }


def public_events(ids: Collection[UUID]) -> dict[UUID, Link]:
    """Events of groups that everybody may know of."""
    found = events.found(ANONYMOUS, Event.id.in_(list(ids))) if ids else []
    return {
        one.event.id: Link(one.event.title, url_for("youth_voice.event", id=one.event.id), one.event.on_date)
        for one in found
    }


def public_ballots(ids: Collection[UUID]) -> dict[UUID, Link]:
    """Votes whose results are published."""
    found = results.found(ANONYMOUS, Ballot.id.in_(list(ids))) if ids else []
    return {
        one.ballot.id: Link(one.ballot.title, url_for("youth_voice.ballot", id=one.ballot.id), one.ballot.closed_on)
        for one in found
    }


PUBLIC_REFS: Mapping[str, Callable[[Collection[UUID]], Mapping[UUID, Link]]] = {
    "task_group": public_task_groups,
    "event": public_events,
    "ballot": public_ballots,
}
