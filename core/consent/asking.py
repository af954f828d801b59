"""Asking somebody who has no account: one form or one-time link for one answerer about one person.

A no counts as soon as it is given. A yes waits until a worker has checked who gave it, unless that was done when the
link or form was handed over. What is asked is looked at anew when the answer comes: who may answer then, counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from flask import current_app
from sqlalchemy import select, update

from core import tasks
from core.audit import record
from core.clock import ZONE, local_today
from core.consent.answerers import Answerers
from core.consent.asked import write_asked
from core.consent.ledger import LedgerRefused, Said, answer
from core.consent.models import Asking
from core.consent.purposes import purposes
from core.consent.wording import here
from core.db import db, utcnow
from core.hooks.values import Ref
from core.users import codes
from core.users.tokens import new_token, token_hash

LINK_DAYS, PAPER_DAYS = 14, 183
OPEN, ANSWERED, SETTLED, CLOSED = "open", "answered", "settled", "closed"
TO_CHECK = "to_check"
CODE = "agreement"
Answers = Mapping[str, "Given"]


@dataclass(frozen=True)
class Given:
    """The answer to one purpose; `band` says which of the texts was read."""

    yes: bool
    options: Sequence[str] = ()
    band: str = ""


@dataclass(frozen=True)
class Whom:
    """Who is asked about whom: `adult_id` None is the person themselves."""

    person_id: UUID
    adult_id: UUID | None = None


def make_link(whom: Whom, names: Sequence[str], by: UUID | None, identity: str, asking_id: UUID) -> str | None:
    """Make a one-time link and return its token, known only now; None where this form has made one already."""
    if db.session.get(Asking, asking_id) is not None:
        return None
    token = new_token()
    _made(asking_id, whom, names, by, "link", token_hash(token), identity)
    return token


def make_form(
    whom: Whom, names: Sequence[str], by: UUID | None, asking_id: UUID, round_id: UUID | None = None
) -> Asking:
    """Make a form for paper, or find the one that was made under this id."""
    found = db.session.get(Asking, asking_id)
    return found or _made(asking_id, whom, names, by, "paper", hashed_code(code_of(asking_id)), TO_CHECK, round_id)


def code_of(asking_id: UUID) -> str:
    """The code printed on a form: the same whenever it is printed again, and nowhere stored."""
    return codes.of_form(_secret(), f"{CODE}:{asking_id}", 0)


def hashed_code(code: str) -> str:
    """What is kept of the code of a form."""
    return codes.hashed(_secret(), CODE, code)


def paper_ends() -> datetime:
    """Until when a form handed out now can be entered."""
    return utcnow() + timedelta(days=PAPER_DAYS)


def by_token(token: str) -> Asking | None:
    """The link behind a token while it can be answered; unknown, used and old ones look the same."""
    found = db.session.scalar(select(Asking).where(Asking.code_hash == token_hash(token), Asking.by == "link"))
    return found if found is not None and is_open(found) else None


def by_code(typed: str) -> Asking | None:
    """The form behind a typed or scanned code, answered or not."""
    code = codes.tidy(typed)
    query = select(Asking).where(Asking.code_hash == hashed_code(code), Asking.by == "paper")
    return db.session.scalar(query) if code else None


def is_open(asking: Asking) -> bool:
    """True while it waits for its answer."""
    return asking.state == OPEN and asking.expires_at > utcnow()


def may_still(asking: Asking) -> list[str]:
    """The purposes of an asking that its answerer may answer today, for which the council has words."""
    words, answerers = here().wordings, Answerers((asking.person_id,))
    person = answerers.people.get(asking.person_id)
    if person is None:
        return []
    names = [name for name in asking.purposes if name in purposes() and name in words]
    return names if asking.adult_id is None else [name for name in names if _able(answerers, asking, name)]


def take(asking: Asking, given: Answers, *, checked: bool = False, **how: Any) -> list[str]:
    """Take the answers in; returns the purposes that wait for a check of who it was, or raises LedgerRefused.

    `checked`: who answers is known already. `how` goes into the ledger: by_user_id, scan_id, said_on, note.
    The caller has claimed the asking.
    """
    sure = checked or asking.identity != TO_CHECK
    waiting = {}
    for name, one in given.items():
        if one.yes and not sure:
            waiting[name] = {"yes": True, "options": list(one.options), "band": one.band}
        else:
            _write(asking, name, one, **how)
    asking.answers, asking.answered_at = waiting, utcnow()
    asking.state = ANSWERED if waiting else SETTLED
    if waiting:
        _ask_to_check(asking)
    else:
        asking.settled_at = utcnow()
    db.session.flush()
    return list(waiting)


def claim(asking: Asking) -> bool:
    """Say in one conditional step that this one is being answered; False where somebody was faster."""
    mine = update(Asking).where(Asking.id == asking.id, Asking.state == OPEN).values(state=ANSWERED)
    done = db.session.execute(mine.execution_options(synchronize_session=False))
    db.session.refresh(asking)
    return cast(int, cast(Any, done).rowcount) == 1


def check(asking: Asking, identity: str, by: UUID | None) -> list[str]:
    """A worker knows who it was: what waited is written down. Returns why some of it could not be."""
    said_on = asking.answered_at.astimezone(ZONE).date() if asking.answered_at else local_today()
    refused = []
    for name, kept in dict(asking.answers).items():
        one = Given(bool(kept["yes"]), tuple(kept["options"]), str(kept["band"]))
        try:
            _write(asking, name, one, by_user_id=by, said_on=said_on)
        except LedgerRefused as why:
            refused.append(f"{purposes()[name].title}: {why}" if name in purposes() else str(why))
    asking.identity = identity
    _settle(asking, by, "agreement.answer_checked", identity)
    return refused


def put_aside(asking: Asking, by: UUID | None) -> None:
    """It was not them, or nobody can tell: no yes of it counts. What was refused stays refused."""
    asking.identity = "not_them"
    _settle(asking, by, "agreement.answer_put_aside", "not_them")


def take_back(asking: Asking, by: UUID | None) -> None:
    """Make a link or form useless that was not answered yet."""
    asking.state, asking.settled_at, asking.settled_by_user_id = CLOSED, utcnow(), by
    record("agreement.asking_closed", Ref("core", "person", asking.person_id), by=by)


def waiting() -> Iterable[Asking]:
    """What was answered and waits for a check of who it was, the oldest first."""
    return db.session.scalars(select(Asking).where(Asking.state == ANSWERED).order_by(Asking.answered_at)).all()


def check_url(asking: Asking) -> str:
    """Where a worker checks who answered."""
    return f"/{here().slug}/agreements/check/{asking.id}"


def _made(
    asking_id: UUID, whom: Whom, names: Sequence[str], by: UUID | None, way: str, hashed: str, identity: str,
    round_id: UUID | None = None,
) -> Asking:  # fmt: skip
    ends = utcnow() + timedelta(days=LINK_DAYS) if way == "link" else paper_ends()
    made = Asking(
        id=asking_id, round_id=round_id, person_id=whom.person_id, adult_id=whom.adult_id, purposes=list(names), by=way,
        code_hash=hashed, identity=identity, made_by_user_id=by, expires_at=ends,
    )  # fmt: skip
    write_asked([made])
    db.session.add(made)
    db.session.flush()
    record("agreement.asked", Ref("core", "person", whom.person_id), detail={"how": way, "purposes": len(names)}, by=by)
    return made


def _write(
    asking: Asking,
    name: str,
    one: Given,
    *,
    by_user_id: UUID | None = None,
    scan_id: UUID | None = None,
    said_on: date | None = None,
    note: str = "",
) -> None:
    """Put one answer into the ledger; the no of somebody who may not decide goes to a worker instead of nowhere."""
    said = Said(
        yes=one.yes, voice="adult" if asking.adult_id else "own", adult_id=asking.adult_id, options=one.options,
        how=asking.by, band=one.band, scan_id=scan_id, note=note, said_on=said_on, by_user_id=by_user_id,
    )  # fmt: skip
    if not one.yes and not _may(asking, name):
        _tell_a_worker(asking, name)
    else:
        answer(asking.person_id, name, said)


def _may(asking: Asking, name: str) -> bool:
    """Whether this answerer may decide today."""
    return asking.adult_id is None or _able(Answerers((asking.person_id,)), asking, name)


def _able(answerers: Answerers, asking: Asking, name: str) -> bool:
    return asking.adult_id in {adult.id for adult in answerers.decision(asking.person_id, name).adults}


def _tell_a_worker(asking: Asking, name: str) -> None:
    title = f"Somebody who may not decide said no: {purposes()[name].title.casefold()}"
    where = f"/{here().slug}/people/{asking.person_id}/agreements"
    key = f"consent.other_no:{asking.id}:{name}"
    tasks.make(
        "consent.other_no", title, where, permission="consent.record", key=key, person_id=asking.person_id,
        note="Nothing was written down. Speak with them, and with whoever decides.",
    )  # fmt: skip


def _ask_to_check(asking: Asking) -> None:
    tasks.make(
        "consent.check", "Check who gave an answer about agreements", check_url(asking),
        permission="consent.record", key=_check_key(asking), person_id=asking.person_id,
    )  # fmt: skip


def _settle(asking: Asking, by: UUID | None, action: str, identity: str) -> None:
    asking.answers, asking.state = {}, SETTLED
    asking.settled_at, asking.settled_by_user_id = utcnow(), by
    tasks.done(_check_key(asking), by, identity)
    record(action, Ref("core", "person", asking.person_id), detail={"how": identity}, by=by)
    db.session.flush()


def _check_key(asking: Asking) -> str:
    return f"consent.check:{asking.id}"


def _secret() -> str:
    return str(current_app.secret_key or "")
