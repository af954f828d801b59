"""What the ledger needs by itself each night, and what has to be put right where its key is away."""

from collections.abc import Mapping
from datetime import time
from typing import Any, Final

from flask import url_for

from core.api import Authority, Every, Job, ReadyIssue, db, signing
from plugins.groups.api import Group
from plugins.influence.ledger import appending, writing
from plugins.influence.models import Ask, LedgerEntry
from plugins.influence.tracker import public

PERMISSION: Final = "influence.publish"
LOST: Final = (
    "The key that signed the promise ledger before is not in its file. New entries are signed with a new key, and the "
    "ledger says so. Ask whoever runs Heard to bring the old file of keys back from its back-up."
)
AWAY: Final = (
    "The promise ledger cannot be signed: its file of keys cannot be read. Nothing is lost, and what is written "
    "meanwhile is signed later. Ask whoever runs Heard to bring the file back from its back-up."
)


def nightly(authority: Authority, payload: Mapping[str, Any]) -> None:
    """Take out the words of asks that are hidden since they were published, enter what is missing, sign what waits."""
    shown = db.select(Ask.id).outerjoin(Group, public.GROUP_OF_ASK).where(*public.is_public())
    hidden = db.select(LedgerEntry.ask_id).where(LedgerEntry.text != "", LedgerEntry.ask_id.not_in(shown)).distinct()
    for ask in db.session.scalars(db.select(Ask).where(Ask.id.in_(hidden)).order_by(Ask.number)).all():
        writing.settle(authority, ask)
    writing.catch_up(authority)
    if not appending.is_signed():
        appending.Chain(authority)


def issues() -> list[ReadyIssue]:
    """A key that is away or was lost: what whoever runs Heard has to do."""
    url = url_for("influence.ledger")
    try:
        known = signing.public_keys(appending.PURPOSE)
    except signing.Unavailable:
        return [ReadyIssue("The promise ledger is not signed", AWAY, url, PERMISSION)]
    named = appending.announced()
    is_lost = bool(named) and named not in known
    return [ReadyIssue("A key of the promise ledger is lost", LOST, url, PERMISSION)] if is_lost else []


JOBS: Final = (
    Job("influence.ledger", nightly, title="Bring the promise ledger up to date", every=Every(at=time(1, 35))),
)
