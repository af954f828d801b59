"""What waits at the desk, on a lead's home page: how many and since when, never what."""

from flask import url_for

from core.access.actor import Actor
from core.clock import ZONE, local_today
from core.hooks.values import HomeItem
from core.safeguarding.desk import queue
from core.safeguarding.store import LEAD

FIRST = -1  # before all other lines


def home_lines(actor: Actor) -> list[HomeItem]:
    """One line for those who receive every concern."""
    if not actor.can(LEAD):
        return []
    count, first = queue.waiting()
    if first is None:
        return []
    since = first.astimezone(ZONE)
    today = f"{since:%H:%M}" if since.date() == local_today() else f"{since.day} {since:%B, %H:%M}"
    title = f"1 concern waits, since {today}" if count == 1 else f"{count} concerns wait: the first since {today}"
    note = "Read it now" if count == 1 else "Read them now"
    return [HomeItem("needs", title, url_for("safeguarding.listing"), note, order=FIRST)]
