"""A group's answer to a report is something that was said: it goes where all that young people say is heard (W54)."""

from core.api import Authority, Ref, Said, db, hookimpl, said
from plugins.youth_voice.models import Consultation

BY = "The group"


def tell(row: Consultation) -> None:
    """Report an answer as it stands now to whoever listens; it is looked through for signs of harm on the way."""
    said(_as_said(row))


@hookimpl
def said_so_far(authority: Authority) -> list[Said]:
    """Every answer that a group gave to a report, in the order in which they were given."""
    query = db.select(Consultation).where(Consultation.answered_on.is_not(None), Consultation.answer != "")
    return [_as_said(row) for row in db.session.scalars(query.order_by(Consultation.answered_on, Consultation.id))]


def _as_said(row: Consultation) -> Said:
    assert row.answered_on is not None  # only an answer is told
    return Said(
        source=Ref("youth_voice", "consultation", row.id),
        words=row.answer,
        by=None,
        by_words=BY,
        where=Ref("groups", "board", row.board_id),
        permission="decision_makers",
        themes=(),
        said_on=row.answered_on,
        group=Ref("groups", "group", row.group_id),
    )
