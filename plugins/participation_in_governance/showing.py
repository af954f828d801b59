"""How a page of the programme is drawn: with the programme's own name, and for staff with its sister pages."""

from typing import Any, Literal

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import as_written, gettext, page
from plugins.participation_in_governance import programme
from plugins.participation_in_governance.here import reader
from plugins.participation_in_governance.visibility import VIEW

Face = Literal["young", "worker", "public"]
STAFF_PAGES = (
    (".index", "The programme"),
    (".plan", "Plan"),
    (".agenda", "Agenda"),
    (".schools", "Schools"),
    (".officers", "Senior officers"),
    (".seats", "Seats on boards"),
    (".all_series", "Events"),
    (".standing", "How it stands"),
    (".reports", "Reports"),
)


def shown(template: str, face: Face = "worker", **context: Any) -> Response:
    """Draw a page of the programme."""
    return page(
        f"participation_in_governance/{template}", face=face, programme_name=name(), sisters=sisters(), **context
    )


def name() -> str:
    """What the programme is called here."""
    found = programme.found()
    return as_written(found.name) if found else gettext("Programme")


def face() -> Face:
    """The face of a page that everybody may read."""
    roles = reader().roles
    return "young" if "young_person" in roles else "worker" if reader().can(VIEW) else "public"


def sisters() -> list[tuple[str, str, bool]]:
    """The programme's pages for staff, as tabs."""
    if not reader().can(VIEW):
        return []
    here = (request.endpoint or "").rpartition(".")[2]
    return [(label, url_for(endpoint), endpoint == f".{here}") for endpoint, label in STAFF_PAGES]
