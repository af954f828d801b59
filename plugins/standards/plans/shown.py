"""What everybody reads of plans: those that staff marked to be shown, with posts in place of names."""

from collections.abc import Sequence

from core.api import db
from plugins.standards.models import Plan


def plans_for_all() -> Sequence[Plan]:
    """The plans that are shown and have not ended."""
    query = db.select(Plan).where(Plan.shown.is_(True), Plan.ended_on.is_(None))
    return db.session.scalars(query.order_by(Plan.position, Plan.title)).all()
