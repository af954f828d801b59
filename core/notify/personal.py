"""What messages hold about somebody: shown in their copy (UK GDPR Art. 15), and deleted with them (Art. 17)."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from core.db import db
from core.hooks.values import Erased
from core.notify.models import Message, MessageChoice
from core.notify.notices import notices
from core.notify.words import WHY
from core.people.plain import plain

TABLES = (Message, MessageChoice)


def told(person_ids: Sequence[UUID]) -> Iterable[dict[str, Any]]:
    """What they were told, when and how; but for what keeps somebody safe, which a copy could give away."""
    mine = select(Message).where(Message.person_id.in_(person_ids), Message.hidden.is_(False))
    for row in db.session.scalars(mine.order_by(Message.made_at, Message.id)):
        kind = notices().get(row.notice)
        yield {
            "what": kind.sentence if kind else row.notice,
            "when": plain(row.made_at),
            "page": row.url,
            "sent": f"by {row.channel}" if row.sent_at else "",
            "sent at": plain(row.sent_at),
            "why not": WHY.get(row.why, row.why),
            "read": plain(row.read_at),
        }


def choices(person_ids: Sequence[UUID]) -> Iterable[dict[str, Any]]:
    """How they wish to hear."""
    for row in db.session.scalars(select(MessageChoice).where(MessageChoice.person_id.in_(person_ids))):
        yield {"way": row.wish, "how often": row.pace, "language": row.language, "chosen": plain(row.chosen_at)}


def erase(person_ids: Sequence[UUID], apply: bool) -> list[Erased]:
    """Delete their messages and their choice, or count them."""
    return [_erase("message", Message, person_ids, apply), _erase("wish how to hear", MessageChoice, person_ids, apply)]


def _erase(kind: str, model: Any, person_ids: Sequence[UUID], apply: bool) -> Erased:
    mine = model.person_id.in_(list(person_ids))
    count = db.session.scalar(select(func.count()).select_from(model).where(mine)) or 0
    if apply:
        db.session.execute(delete(model).where(mine))
    return Erased(kind, count)
