"""What somebody says arrives: taken in, committed, and only then are the leads told, so that nothing can undo it."""

from typing import Any

from core.db import db
from core.safeguarding import alarms
from core.safeguarding.store import Store
from core.safeguarding.taking_in import Report, take_in


def arrived(store: Store, report: Report) -> tuple[Any, bool]:
    """Take a report in and commit; (case, is it new). The way for every page; what else is pending is committed too.

    Alarms that cannot go out now are repeated by a worker: nothing about them reaches the caller.
    """
    case, is_new = take_in(store, report)
    db.session.commit()
    if is_new:
        alarms.send_now(report.id)
    return case, is_new
