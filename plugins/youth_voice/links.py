"""How other plugins name a post, a task group, an event or a ballot on their own pages, for whoever may see it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link
from plugins.youth_voice.delegates import reading as delegates
from plugins.youth_voice.events import reading as events
from plugins.youth_voice.here import reader
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
