"""Taking in what waited in the spool: each file exactly once, wherever a process may die on the way.

A file goes after its commit. Whoever dies between the two leaves a file whose report is there already: it is found by
its id, nothing is taken in again, and the file goes. Two that drain at once meet the same id.
"""

import logging
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from core.authority.resolve import Authority
from core.db import authority_scope, begin_write, db
from core.jobs import Every, Job
from core.safeguarding.record import enclosures
from core.safeguarding.record.keys import Unreadable
from core.safeguarding.referrals import transfer
from core.safeguarding.telling import receipts, spool
from core.safeguarding.telling.adding import add, take
from core.safeguarding.telling.plain_reports import report_of

log = logging.getLogger("heard.safeguarding")
Taker = Callable[[Authority, Mapping[str, Any]], None]


def drain(authority: Authority, most: int | None = None) -> int:
    """Take in what waits for a council, `most` files of it, and return how many were; outside any scope or in its own.

    A database that is away ends it, and the next time goes on. A file that cannot be taken in stays, and is told to the
    operator by the kind of the fault alone.
    """
    done = 0
    for one in islice(spool.waiting(authority.slug), most):
        if isinstance(one, Unreadable):
            log.error("a file of the spool was put aside: it does not open with the keys that are here")
            continue
        try:
            _take(authority, one)
            done += 1
        except (sa.exc.OperationalError, sa.exc.InterfaceError) as fault:
            log.error("the spool waits: %s", type(fault).__name__)
            break
        except Exception as fault:  # one that cannot be taken in must not hold up the others
            log.error("a file of the spool could not be taken in: %s", type(fault).__name__)
    return done


def _take(authority: Authority, one: spool.Waiting) -> None:
    with authority_scope(authority.id, write=True):
        begin_write()
        try:
            TAKERS[one.plain["kind"]](authority, one.plain)
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
    spool.remove(one.file)


def take_report(authority: Authority, plain: Mapping[str, Any]) -> None:
    """A report from the form: a new case, or more words for the one of its id; then its pictures."""
    store, report = report_of(plain)
    where, case = take(store, report)
    enclosures.keep_all(where, case.id, enclosures.from_plain(plain.get("enclosures", ())))


def take_added(authority: Authority, plain: Mapping[str, Any]) -> None:
    """Words for a case that their author named by its code; with a code that nobody has they are a case themselves."""
    found = receipts.find(plain["code"])
    if found is None:
        take_report(authority, plain)
        return
    store, case = found
    role, by = plain["role"], plain["by_user_id"]
    add(store, case.id, UUID(plain["id"]), plain["words"], by=UUID(by) if by else None, role=role)


TAKERS: Final[dict[str, Taker]] = {"report": take_report, "added": take_added, **transfer.TAKERS}
"""What is done with each kind of file; a room above enters its own here when the application is built."""


def _drain(authority: Authority, payload: dict[str, Any]) -> None:
    drain(authority)


SPOOL_JOBS = (Job("safeguarding.drain", _drain, every=Every(minutes=1), hidden=True),)
