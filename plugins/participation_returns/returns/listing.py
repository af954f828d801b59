"""The list of returns for those who receive them, and for those who write them: a fixed number of queries, paged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from core.api import Actor, Organisation, access_rules, db
from plugins.participation_returns.models import Return
from plugins.participation_returns.vocabulary import STATES, WAITING

BETWEEN: Final = "~"
NAMES: Final = ("status", "organisation", "year", "after")


@dataclass(frozen=True)
class Filters:
    """What the list was narrowed to; without a status it shows what waits."""

    status: str = ""
    organisation: str = ""
    year: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip() for name in NAMES))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: getattr(self, name) for name in NAMES if name != "after" and getattr(self, name)}


def received(actor: Actor, rule: access_rules.Rule, filters: Filters, size: int) -> tuple[Sequence[Any], str | None]:
    """One page of (Return, name of its organisation), what waits longest first; one query."""
    query = db.select(Return, Organisation.name).join(
        Organisation,
        (Organisation.authority_id == Return.authority_id) & (Organisation.id == Return.organisation_id),
    )
    query = _narrowed(query.where(rule.criteria(actor, Return)), filters)
    rows = db.session.execute(query.order_by(Return.sent_on, Return.id).limit(size + 1)).all()
    shown = rows[:size]
    last = shown[-1].Return if len(rows) > size else None
    return shown, f"{last.sent_on or ''}{BETWEEN}{last.id}" if last else None


def _narrowed(query: Any, filters: Filters) -> Any:
    if filters.status in STATES:
        query = query.where(Return.status == filters.status)
    elif filters.status != "all":
        query = query.where(Return.status.in_(WAITING))
    if filters.organisation:
        query = query.where(Organisation.key == filters.organisation)
    if filters.year.isascii() and filters.year.isdecimal() and len(filters.year) == 4:  # noqa: PLR2004 - a year
        query = query.where(Return.year == int(filters.year))
    return _after(query, filters.after)


def _after(query: Any, after: str) -> Any:
    day, _, last = after.partition(BETWEEN)
    try:
        on, id = date.fromisoformat(day), UUID(last)
    except ValueError:
        return query
    return query.where(db.or_(Return.sent_on > on, db.and_(Return.sent_on == on, Return.id > id)))
