"""How long each class of record is kept at a council: its file, and over it what an officer decided on screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from core.audit import record
from core.authority.duties import Retention
from core.authority.effective import kept
from core.authority.models import touch
from core.authority.resolve import Authority
from core.data_rights.retention.models import PeriodDecision
from core.db import db
from core.hooks.values import Ref
from core.words import gettext_noop

RECORDS: Final[Mapping[str, str]] = {
    "member": gettext_noop("People's records and what they took part in"),
    "account": gettext_noop("Sign-ins"),
    "consent": gettext_noop("What people agreed to"),
    "published": gettext_noop("What was written down or published"),
    "safeguarding": gettext_noop("Worries about somebody's safety, and what was done"),
    "audit": gettext_noop("The record of who did what"),
}
TRIGGERS: Final[Mapping[str, str]] = {
    "created": gettext_noop("from the day it was made"),
    "last_contact": gettext_noop("from the last contact"),
    "birth": gettext_noop("from the day of birth"),
    "left": gettext_noop("from the day somebody leaves"),
    "closed": gettext_noop("from the day it is closed"),
}
NEVER_SHORTER = frozenset({"safeguarding", "audit"})
"""Classes whose period on screen may only be longer than the file's: others rely on them being there."""


@dataclass(frozen=True)
class Period:
    """How long one class of record is kept, from when, who looks first, and who said so."""

    record: str
    trigger: str
    months: int
    review_first: bool
    source: str
    decision: UUID | None = None
    at: datetime | None = None
    by: UUID | None = None


class PeriodRefused(ValueError):
    """The period cannot be saved; the message says why, in plain words."""


def periods(authority: Authority) -> Mapping[str, Period]:
    """The period of each class of record at the council in scope."""
    return kept(authority, "keeping times", lambda: _worked_out(authority))


def period(authority: Authority, record: str) -> Period:
    """The period of one class of record at the council in scope."""
    return periods(authority)[record]


def decide(authority: Authority, decision: PeriodDecision) -> None:
    """Keep an officer's decision, audited; `months` None gives the class back to the file. Raises PeriodRefused."""
    in_file = _in_file(authority)[decision.record]
    too_short = decision.months is not None and decision.months < in_file.months
    if decision.record in NEVER_SHORTER and too_short:
        raise PeriodRefused("Records of this class may be kept longer than the council's file says, never shorter.")
    db.session.add(decision)
    db.session.flush()
    detail = {"record": decision.record, "trigger": decision.trigger, "months": decision.months}
    about = Ref("core", "period_decision", decision.id)
    record("retention.decided", about, why=decision.why, detail=detail, by=decision.decided_by)
    touch(authority.id)


def _worked_out(authority: Authority) -> Mapping[str, Period]:
    found = {name: _of_file(rule) for name, rule in _in_file(authority).items()}
    query = select(PeriodDecision).order_by(PeriodDecision.decided_at, PeriodDecision.id)
    decided = {row.record: row for row in db.session.scalars(query)}
    return found | {name: _of_officer(row) for name, row in decided.items() if row.months is not None}


def _in_file(authority: Authority) -> dict[str, Retention]:
    return {rule.record: rule for rule in authority.file.retention}


def _of_file(rule: Retention) -> Period:
    return Period(rule.record, rule.trigger, rule.months, rule.review_first, rule.source)


def _of_officer(row: PeriodDecision) -> Period:
    assert row.months is not None  # whoever asks has looked
    return Period(
        row.record, row.trigger, row.months, row.review_first, row.why, row.id, row.decided_at, row.decided_by
    )
