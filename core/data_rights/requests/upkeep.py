"""What is done by itself: the search for a copy, and each night the deleting of files that were made for requests."""

from datetime import time
from typing import Any

from core.authority.resolve import Authority
from core.clock import local_today
from core.data_rights.requests import folders
from core.data_rights.requests.gathering import GATHER
from core.data_rights.requests.handling import last, take
from core.data_rights.requests.models import RightsRequest
from core.db import db
from core.jobs.job import Every, Job


def tidy(authority: Authority, payload: dict[str, Any]) -> None:
    """Delete what was made for requests that are over: a sent copy after 30 days, everything else at once."""
    for request_id in folders.request_ids(authority.id):
        asked = db.session.get(RightsRequest, request_id)
        if asked is None:
            folders.remove(authority.id, request_id)
        elif _is_over(asked):
            take(asked, "files_deleted", None)
            folders.remove(authority.id, request_id)


def _is_over(asked: RightsRequest) -> bool:
    if asked.closed_on is None:
        return False
    until = folders.kept_until(asked) if last(asked.steps, "sent") else None
    return until is None or local_today() > until


JOBS = (GATHER, Job("rights.tidy", tidy, Every(at=time(3, 10)), title="Delete copies that were made for requests"))
