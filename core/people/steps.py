"""What a list's address says: where its page begins and what it asks for; and the addresses of the pages
beside it.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request, url_for

from core.people.keyset import Cursor, Found

CURSORS = {"after", "before"}


@dataclass(frozen=True)
class Steps:
    """Addresses of the previous and the next page, None where there is none."""

    previous: str | None
    next: str | None
    summary: str = ""


def uuid_asked(name: str) -> UUID | None:
    """The id that the address gives under `name`; None where it gives none or something else."""
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def cursor_asked() -> Cursor:
    """Where the page that is asked for begins."""
    return Cursor(uuid_asked("after"), uuid_asked("before"))


def pages(found: Found, endpoint: str) -> Steps:
    """The steps beside a page of `endpoint`, with what the address asks for kept."""
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name not in CURSORS}
    back = url_for(endpoint, **kept, before=found.before) if found.before else None
    onward = url_for(endpoint, **kept, after=found.after) if found.after else None
    return Steps(back, onward)
