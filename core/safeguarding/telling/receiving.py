"""What becomes of a form: taken in; or, where the database is away, sealed in the spool; nothing else is tried first.

Whatever goes wrong, the next way is taken, and whoever told somebody learns which it was.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy.exc import SQLAlchemyError

from core.authority.resolve import Authority
from core.safeguarding.record import enclosures
from core.safeguarding.record.enclosures import Kept, Raw
from core.safeguarding.store import Store
from core.safeguarding.taking_in import Report
from core.safeguarding.telling import spool
from core.safeguarding.telling.adding import take
from core.safeguarding.telling.draining import drain
from core.safeguarding.telling.plain_reports import plain_report
from core.web.away import records_are_away

log = logging.getLogger("heard.safeguarding")
AT_ONCE: Final = 3  # files of the spool that a page takes in beside its own work
NOT_KEPT: Final = Kept(refused=("",))


@dataclass(frozen=True)
class Outcome:
    """`how`: in (people can read it), waits (sealed on disk), lost (nothing was kept). `files`: what came along."""

    how: Literal["in", "waits", "lost"]
    files: Kept = Kept()


def receive(authority: Authority, store: Store, report: Report, raws: Sequence[Raw]) -> Outcome:
    """Take a form in for good. A database that is away is for the page to know: then SQLAlchemyError is raised once."""
    if not records_are_away():
        try:
            return _taken_in(authority, store, report, raws)
        except SQLAlchemyError:
            raise
        except Exception as fault:  # a key that does not open, a full disk: the words must not be lost for it
            log.error("a form could not be taken in: %s", type(fault).__name__)
    return keep_for_later(authority, {**plain_report(store, report), "enclosures": enclosures.to_plain(raws)})


def keep_for_later(authority: Authority, plain: Mapping[str, Any]) -> Outcome:
    """Put a form in the spool; where it is too full for the files, the words alone."""
    for attempt in (plain, {**plain, "enclosures": []}):
        try:
            spool.put(authority.slug, attempt, plain["id"])
        except Exception as fault:  # the disk is full or gone: there is only saying so
            log.error("the spool takes nothing: %s", type(fault).__name__)
            continue
        lost = plain.get("enclosures") and not attempt["enclosures"]
        return Outcome("waits", NOT_KEPT if lost else Kept(len(plain.get("enclosures", ()))))
    return Outcome("lost")


def _taken_in(authority: Authority, store: Store, report: Report, raws: Sequence[Raw]) -> Outcome:
    found = take(store, report)
    kept = _files(found[0], found[1].id, raws)
    if not spool.is_empty(authority.slug):
        drain(authority, AT_ONCE)
    return Outcome("in", kept)


def _files(store: Store, case_id: Any, raws: Sequence[Raw]) -> Kept:
    """The words are safe by now: nothing about a file may undo that."""
    try:
        return enclosures.keep_all(store, case_id, raws) if raws else Kept()
    except Exception as fault:
        log.error("what came with a form could not be kept: %s", type(fault).__name__)
        return NOT_KEPT
