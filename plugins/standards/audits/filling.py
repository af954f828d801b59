"""Filling in an audit: its questions, what was answered this year and last, saving it as a draft and sending it.

Nothing here commits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from core.api import Ref, begin_write, db, local_today, safeguarding
from plugins.standards.models import Audit, AuditAnswer, AuditQuestion

NOTHING = ("", None)


class AlreadySent(Exception):
    """Somebody sent this audit before; nothing is changed."""


class ChangedMeanwhile(Exception):
    """Somebody else saved this audit since the page was opened; nothing is changed."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered to one question, as the form gives it."""

    choice: str = ""
    number: int | None = None
    words: str = ""
    young_words: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nothing was answered."""
        return not (self.choice or self.words or self.young_words) and self.number is None


def questions_of(form_id: UUID, year: int) -> Sequence[AuditQuestion]:
    """What is asked in that year, in order: a question that was removed is still asked in the years before."""
    query = db.select(AuditQuestion).where(
        AuditQuestion.form_id == form_id,
        db.or_(AuditQuestion.asked_until.is_(None), AuditQuestion.asked_until >= year),
    )
    return db.session.scalars(query.order_by(AuditQuestion.position, AuditQuestion.key)).all()


def answers_of(audit: Audit | None) -> dict[UUID, AuditAnswer]:
    """What was answered, by question."""
    if audit is None:
        return {}
    rows = db.session.scalars(db.select(AuditAnswer).where(AuditAnswer.audit_id == audit.id))
    return {row.question_id: row for row in rows}


def last_year(audit: Audit) -> Audit | None:
    """The same form for the same organisation the year before."""
    wanted = {"form_id": audit.form_id, "organisation_id": audit.organisation_id, "part": audit.part}
    found: Audit | None = db.session.scalars(
        db.select(Audit).filter_by(**wanted).where(Audit.year < audit.year).order_by(Audit.year.desc()).limit(1)
    ).one_or_none()
    return found


def save(audit: Audit, given: Mapping[UUID, Given], next_steps: str, version: str, by_id: UUID | None) -> None:
    """Keep what was answered so far; raises AlreadySent and ChangedMeanwhile."""
    begin_write()
    db.session.refresh(audit)
    if audit.state != "open":
        raise AlreadySent
    if version != str(audit.version):
        raise ChangedMeanwhile
    held = answers_of(audit)
    for question_id, one in given.items():
        _keep(audit, held.get(question_id), question_id, one, by_id)
    audit.next_steps = next_steps
    flag_modified(audit, "next_steps")  # its version counts every saving, also where only answers changed
    db.session.flush()
    _look_through(audit)


def send(audit: Audit, by_id: UUID | None) -> None:
    """The audit is done; it is not changed after this unless it is opened again."""
    audit.state, audit.sent_on, audit.sent_by_id = "sent", local_today(), by_id
    db.session.flush()


def open_again(audit: Audit) -> None:
    """A sent audit can be changed again; its answers stay."""
    audit.state, audit.sent_on, audit.sent_by_id = "open", None, None
    db.session.flush()


def unanswered(questions: Sequence[AuditQuestion], given: Mapping[UUID, Given]) -> list[AuditQuestion]:
    """The questions that need an answer and have none: where there is a choice to make, words alone are not enough."""
    return [one for one in questions if one.needed and not _is_answered(one, given.get(one.id, Given()))]


def _is_answered(question: AuditQuestion, one: Given) -> bool:
    if question.kind in ("level", "yes_no"):
        return bool(one.choice)
    return one.number is not None if question.kind == "number" else bool(one.words)


def _keep(audit: Audit, held: AuditAnswer | None, question_id: UUID, one: Given, by_id: UUID | None) -> None:
    if held is None and one.is_empty:
        return
    row = held or AuditAnswer(audit_id=audit.id, question_id=question_id)
    before = (row.choice, row.number, row.words, row.young_words)
    after: tuple[Any, ...] = (one.choice, one.number, one.words, one.young_words)
    if held is None or before != after:
        row.choice, row.number, row.words, row.young_words = after
        row.by_id = by_id
    db.session.add(row)


def _look_through(audit: Audit) -> None:
    """What young people say of a service may tell of harm."""
    at = Ref("standards", "audit", audit.id)
    for row in answers_of(audit).values():
        if row.young_words or row.words:
            safeguarding.screened((row.young_words, row.words), Ref("standards", "auditanswer", row.id), at=at)
