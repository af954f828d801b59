"""Every day: promises that are due soon or late remind whoever gave them and the worker; ended links go.

Done twice it is done once: a message has a key of the promise, its day and the kind of reminder.
"""

from datetime import date, time, timedelta
from typing import Any, Final

from flask import url_for

from core.api import Authority, Every, Job, Notice, db, gettext_noop, local_today, notify
from plugins.influence.answers import links
from plugins.influence.models import Ask, Owner, Promise

SOON: Final = timedelta(days=7)
LOOKS_BACK: Final = timedelta(days=60)  # what is late longer stands on pages; nobody is written to of it any more
NOTICE_SOON, NOTICE_LATE = "influence.promise_soon", "influence.promise_late"
NOTICES: Final = (
    Notice(NOTICE_SOON, gettext_noop("The day of something that was promised is near."), needs_agreement=False),
    Notice(NOTICE_LATE, gettext_noop("The day of something that was promised has passed."), needs_agreement=False),
)


def promises(authority: Authority, payload: dict[str, Any]) -> None:
    """Remind of each open promise, once when its day is near and once when it has passed."""
    for row in _near(local_today()):
        notice = NOTICE_LATE if row.due_on < local_today() else NOTICE_SOON
        key = f"{notice}:{row.id}:{row.due_on.isoformat()}"
        if row.person_id:
            notify.tell([row.person_id], notice, url_for("influence.promise", id=row.id), key=key)
        if row.worker_id and row.worker_id != row.person_id:
            notify.tell([row.worker_id], notice, url_for("influence.ask", id=row.ask_id), key=key)


def tidy_links(authority: Authority, payload: dict[str, Any]) -> None:
    """Delete links that ended long ago."""
    links.tidy(authority)


def _near(today: date) -> Any:
    query = (
        db.select(Promise.id, Promise.due_on, Promise.ask_id, Owner.person_id, Ask.worker_id)
        .join(Owner, (Owner.authority_id == Promise.authority_id) & (Owner.id == Promise.owner_id))
        .join(Ask, (Ask.authority_id == Promise.authority_id) & (Ask.id == Promise.ask_id))
        .where(
            Promise.state == "open",
            Promise.due_on.between(today - LOOKS_BACK, today + SOON),
            Ask.status != "withdrawn",
        )
        .order_by(Promise.due_on, Promise.id)
    )
    return db.session.execute(query).all()


JOBS: Final = (
    Job("influence.promises", promises, every=Every(at=time(6, 40)), title="Remind of promises to young people"),
    Job("influence.tidy_links", tidy_links, every=Every(at=time(2, 25)), title="Delete answer links that have ended"),
)
