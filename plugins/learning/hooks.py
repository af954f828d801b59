"""Where learning shows up elsewhere, and what the plugin answers for."""

from uuid import UUID

from core.api import Actor, Authority, HomeItem, HomePanel, NavItem, Panel, ReadyIssue, hookimpl, touch
from plugins.learning import home
from plugins.learning.demo.planting import demo_data
from plugins.learning.handover import work_handed_on
from plugins.learning.personal import person_erase, person_export, person_merged, retention_due
from plugins.learning.training.reading import training_of

__all__ = ["demo_data", "person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """Resources and awards for everybody, the register and the rounds for those who keep them."""
    return home.nav(actor)


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """Awards that take names now, and what waits for this reader."""
    return [*home.panels(actor), *home.items(actor)]


@hookimpl
def person_panels(authority: Authority, actor: Actor, person_id: UUID) -> list[Panel]:
    """On a person's page, the courses that they did."""
    rows = training_of([person_id]).get(person_id, [])
    return [Panel("Training", "learning/panel_person.html", {"rows": rows}, 45, "learning.register")] if rows else []


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """What is out of date, or about to be."""
    return home.issues(actor)


@hookimpl
def consent_changed(authority: Authority, person_id: UUID, purpose: str, allowed: bool) -> None:
    """A winner's name comes off kept public pages with the next request."""
    if purpose == "core.named":
        touch(authority.id)
