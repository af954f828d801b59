"""Handing alarms over: at once by whoever took the report in, and again by a worker until each was taken.

At least once: what was handed over and not marked, because the process died in between, is handed over again. Alarms
that wait for the same address go as one letter, and an address gets one letter a minute at most; nothing is dropped.
"""

from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError

from core.authority.resolve import Authority
from core.db import begin_write, current_authority_id, db, utcnow
from core.notify.carriers import NotTaken, Post, Refused, Unclear, opened
from core.safeguarding.alarms.crew import Way
from core.safeguarding.alarms.letters import letter_to, texting
from core.safeguarding.alarms.waiting import Waiting, note_told, settle_read, settle_told, waiting
from core.safeguarding.models import AlarmWay
from core.web.house import house

GATHERED: Final = timedelta(seconds=60)  # between two letters to one address
CLAIMED: Final = timedelta(seconds=90)  # after which somebody who was handing a letter over is thought dead
LONGEST_WAIT: Final = timedelta(minutes=5)  # between two tries
NOW: Final = 2.0  # seconds for each answer of a carrier while somebody waits for their page
IN_ALL: Final = 4.0  # seconds after which the rest is left to the worker


def send_now(case_id: UUID | None = None) -> None:
    """Tell everybody who must hear of this case, or (None) of all that waits; never raises, takes a few seconds.

    What fails leaves no line in any log: that there was something to tell would stand there. The worker tries again.
    """
    try:
        council = house().authorities.by_id(current_authority_id())
        if council is not None:
            begin_write()
            _hand_over_all(council, case_id=case_id, reach=NOW, until=monotonic() + IN_ALL)
    except Exception:
        db.session.rollback()


def send_waiting(authority: Authority) -> None:
    """Tell everybody of everything that waits, as far as it can be handed over now."""
    settle_read(utcnow())
    db.session.commit()
    _hand_over_all(authority)


def _hand_over_all(
    authority: Authority, case_id: UUID | None = None, reach: float | None = None, until: float | None = None
) -> None:
    open_ways = waiting(authority, utcnow(), case_id)
    db.session.commit()
    with opened(texting(authority), house().deployment, reach) as post:
        for way in open_ways:
            if until is not None and monotonic() > until:
                break
            if _deliver(authority, post, way, case_id):
                _hold_off(open_ways, way)
    settle_told(authority, utcnow(), case_id)
    db.session.commit()


def _deliver(authority: Authority, post: Post, way: Way, case_id: UUID | None) -> bool:
    """Claim the address, ask again whom it belongs to now, hand over, mark; True where its carrier is away."""
    if not _claim(way, utcnow()):
        return False
    ids = waiting(authority, utcnow(), case_id).get(way, [])
    db.session.commit()
    if not ids:
        _release(way, claimed_at=None)
        return False
    try:
        with post.prepared(letter_to(authority, house().deployment.outgoing, way, ids)) as hand_over:
            hand_over()
    except NotTaken as fault:
        _put_off(way, "away" if fault.away else "not_taken")
        return fault.away
    except Refused:
        _put_off(way, "refused")
        return False
    except Unclear:
        _put_off(way, "unclear")
        return False
    note_told(ids, way, utcnow())
    _release(way, claimed_at=None, handed_at=utcnow(), next_at=None, tries=0, why="")
    return False


def _claim(way: Way, now: datetime) -> bool:
    """Take the address for ourselves, unless it just got a letter, must rest, or somebody else has it."""
    free = or_(AlarmWay.claimed_at.is_(None), AlarmWay.claimed_at < now - CLAIMED)
    rested = or_(AlarmWay.handed_at.is_(None), AlarmWay.handed_at <= now - GATHERED)
    due = or_(AlarmWay.next_at.is_(None), AlarmWay.next_at <= now)
    mine: Any = {"claimed_at": now, "tries": AlarmWay.tries + 1}
    make_way(way.name)
    taken: Any = db.session.execute(_of(way).where(free, rested, due).values(mine))
    db.session.commit()
    return bool(taken.rowcount)


def make_way(name: str) -> None:
    """See to it that an address has its row; another process may make it at the same moment."""
    if db.session.query(AlarmWay.id).filter(AlarmWay.name == name).first() is not None:
        return
    try:
        with db.session.begin_nested():
            db.session.add(AlarmWay(name=name))
    except IntegrityError:
        pass


def _put_off(way: Way, why: str) -> None:
    """Try again after a minute, then later and later."""
    tries = db.session.query(AlarmWay.tries).filter(AlarmWay.name == way.name).scalar() or 1
    wait = min(GATHERED * 2 ** min(tries - 1, 8), LONGEST_WAIT)
    _release(way, claimed_at=None, next_at=utcnow() + wait, why=why)


def _hold_off(open_ways: Waiting, away: Way) -> None:
    """Nobody waits for a carrier that is away: the other addresses of its kind rest as long."""
    names = [way.name for way in open_ways if way.channel == away.channel and way != away]
    for name in names:
        make_way(name)
    resting = update(AlarmWay).where(AlarmWay.name.in_(names), AlarmWay.claimed_at.is_(None))
    resting = resting.values(next_at=utcnow() + GATHERED, why="away")
    db.session.execute(resting.execution_options(synchronize_session=False))
    db.session.commit()


def _release(way: Way, **values: Any) -> None:
    db.session.execute(_of(way).values(values))
    db.session.commit()


def _of(way: Way) -> Any:
    return update(AlarmWay).where(AlarmWay.name == way.name).execution_options(synchronize_session=False)
