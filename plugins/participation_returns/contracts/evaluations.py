"""Opening the year's evaluation of each contract that runs; twice is once. Nothing here commits."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.api import db
from plugins.participation_returns.models import Contract
from plugins.participation_returns.settings import ParticipationReturnsSettings
from plugins.standards.api import AuditForm, open_audit


def open_all(form: AuditForm, choice: ParticipationReturnsSettings, today: date) -> int:
    """Open the evaluation of every running contract that has none this year; how many were opened."""
    year = today.year if today.month >= choice.year_begins else today.year - 1
    due_on = today + timedelta(days=choice.evaluation_days)
    opened = [
        open_audit(form, one.organisation_id, year, due_on, part=one.key, part_title=one.title)[1]
        for one in running(today)
    ]
    return sum(opened)


def running(today: date) -> Sequence[Contract]:
    """The contracts that run on a day."""
    query = db.select(Contract).where(
        Contract.active.is_(True), db.or_(Contract.ends_on.is_(None), Contract.ends_on >= today)
    )
    return db.session.scalars(query.order_by(Contract.key)).all()
