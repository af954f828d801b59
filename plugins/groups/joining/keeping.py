"""Ways into groups that are over and have been kept as long as the council keeps records of members.

Somebody who asked to come and never came on the record has no birth date, so their row counts from its last move.
"""

from datetime import UTC, date, datetime, time

from core.api import Person, RetentionDue, db
from plugins.groups.joining.states import OVER
from plugins.groups.models import Joining

RECORD = "member"
ENDED = (*OVER, "taken_back", "joined")


def due(oldest: date, from_birth: bool) -> list[RetentionDue]:
    """Rows whose time ended before the day `oldest`, which counts from birth where the council's rule does."""
    before = datetime.combine(oldest, time.min, UTC)
    moved = db.func.coalesce(Joining.answered_at, Joining.said_at, Joining.made_at) < before
    born = db.and_(Joining.person_id.is_not(None), Person.born_on < oldest)
    nobody = db.and_(Joining.person_id.is_(None), moved)
    query = (
        db.select(Joining.id)
        .outerjoin(Person, (Person.authority_id == Joining.authority_id) & (Person.id == Joining.person_id))
        .where(Joining.state.in_(ENDED), db.or_(born, nobody) if from_birth else moved)
    )
    ids = db.session.scalars(query).all()
    return [RetentionDue("ways into groups", ids, oldest, RECORD)] if ids else []
