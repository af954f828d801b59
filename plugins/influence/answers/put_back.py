"""How often a group was asked whether something happened: each such question is one more that young people answer."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from core.api import db
from plugins.influence.models import Ask, Check


def checks_put_to(group_ids: Iterable[UUID], since: date) -> dict[UUID, list[date]]:
    """The days since `since` on which these groups were asked "did it happen?"; one query."""
    wanted = list(group_ids)
    found: dict[UUID, list[date]] = defaultdict(list)
    query = (
        db.select(Ask.group_id, Check.opens_on)
        .join(Check, (Check.authority_id == Ask.authority_id) & (Check.ask_id == Ask.id))
        .where(Ask.group_id.in_(wanted), Check.opens_on >= since)
    )
    for row in db.session.execute(query) if wanted else ():
        found[row.group_id].append(row.opens_on)
    return found
