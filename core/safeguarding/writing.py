"""Writing an entry that one form makes: once, however often the form is sent, and with the clock set anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from core.db import db
from core.people.sightings import leading_role
from core.safeguarding.record.chronology import Read, append, read
from core.safeguarding.store import Store
from core.safeguarding.timing import set_clock
from core.web.request import current_actor


def written(store: Store, case: Any, form_id: UUID) -> Read | None:
    """The entry that this form wrote, if it wrote one."""
    return next((one for one in read(store, case) if (one.body or {}).get("form") == str(form_id)), None)


def write(
    store: Store, case: Any, kind: str, body: Mapping[str, Any], form_id: UUID, *, occurred_at: datetime | None = None
) -> bool:
    """Add an entry in the name of whoever asks to a case that is held; False if this form did. Raises states.NotNow."""
    if written(store, case, form_id) is not None:
        return False
    said = {name: value for name, value in body.items() if value not in ("", None)}
    actor = current_actor()
    marked = {**said, "form": str(form_id)}
    append(store, case, kind, marked, by=actor.user_id, role=leading_role(actor), occurred_at=occurred_at)
    set_clock(store, case)
    db.session.flush()
    return True
