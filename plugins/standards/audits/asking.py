"""What a form asks: adding, wording and removing questions. What was answered is never lost. Nothing here commits."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from core.api import db
from plugins.standards.audits.rounds import this_year
from plugins.standards.models import Audit, AuditAnswer, AuditForm, AuditQuestion


class Depends(NamedTuple):
    """What hangs on a question: how many answers, and in which years."""

    answers: int
    years: tuple[int, ...]

    @property
    def words(self) -> str:
        """The same in a sentence; "" where nothing hangs on it."""
        if not self.answers:
            return ""
        counted = f"{self.answers} {'answer' if self.answers == 1 else 'answers'}"
        years, hang = _listed([str(year) for year in self.years]), "hangs" if self.answers == 1 else "hang"
        return f"{counted} of {years} {hang} on it."


def depends_on(question: AuditQuestion) -> Depends:
    """The answers that were given to a question, and their years."""
    query = (
        db.select(Audit.year, db.func.count())
        .join(AuditAnswer, (AuditAnswer.authority_id == Audit.authority_id) & (AuditAnswer.audit_id == Audit.id))
        .where(AuditAnswer.question_id == question.id)
        .group_by(Audit.year)
        .order_by(Audit.year)
    )
    rows = db.session.execute(query).all()
    return Depends(sum(number for _, number in rows), tuple(year for year, _ in rows))


def remove(question: AuditQuestion, form: AuditForm) -> Depends:
    """Ask a question no more. Without answers it goes; with answers it stays with their years, and is still asked this
    year where somebody has answered it already.
    """
    held = depends_on(question)
    if not held.answers:
        db.session.delete(question)
    else:
        now = this_year(form)
        question.asked_until = now if now in held.years else now - 1
    db.session.flush()
    return held


def asked(form_id: UUID) -> Sequence[AuditQuestion]:
    """Every question of a form, those that are asked no more at the end."""
    query = db.select(AuditQuestion).where(AuditQuestion.form_id == form_id)
    ordered = query.order_by(AuditQuestion.asked_until.is_not(None), AuditQuestion.position, AuditQuestion.key)
    return db.session.scalars(ordered).all()


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
