"""What waits for somebody who gives access: lines of their home page."""

from flask import url_for

from core.access.actor import Actor
from core.access.roles import ROLES
from core.clock import ZONE
from core.hooks.values import HomeItem
from core.users.models import RoleRequest
from core.users.role_requests import may_answer, open_requests


def requests_waiting(actor: Actor) -> list[HomeItem]:
    """Requests for a guarded role that need this lead's yes or no; none that somebody else must answer."""
    if not actor.can("access.approve"):
        return []
    return [_line(one) for one in open_requests() if may_answer(one, actor.user_id)]


def _line(asked: RoleRequest) -> HomeItem:
    title = f"Say yes or no to a new {ROLES[asked.role].title.casefold()}"
    since = asked.asked_at.astimezone(ZONE)
    return HomeItem("needs", title, url_for("admin.access.requests"), f"Asked on {since.day} {since:%B}")
