"""A report as plain values for the spool, and back: nothing of it is lost on the way. Times are ISO 8601."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from core.safeguarding.store import STORES, Store
from core.safeguarding.taking_in import Report


def plain_report(store: Store, report: Report) -> dict[str, Any]:
    """What spool.put keeps of a report."""
    return {
        "kind": "report",
        "store": store.name,
        "id": str(report.id),
        "how": report.how,
        "words": report.words,
        "raised_at": report.raised_at.isoformat(),
        "answers": dict(report.answers),
        "receipt_hash": report.receipt_hash,
        "by_user_id": _text(report.by_user_id),
        "by_person_id": _text(report.by_person_id),
        "role": report.role,
        "people": [[str(person_id), part] for person_id, part in report.people],
    }


def report_of(plain: Mapping[str, Any]) -> tuple[Store, Report]:
    """The store and the report that `plain_report` wrote down; one from the page came by the spool."""
    return STORES[plain["store"]], Report(
        id=UUID(plain["id"]),
        words=plain["words"],
        how="spool" if plain["how"] == "page" else plain["how"],
        raised_at=datetime.fromisoformat(plain["raised_at"]),
        answers=plain["answers"],
        receipt_hash=plain["receipt_hash"],
        by_user_id=_id(plain["by_user_id"]),
        by_person_id=_id(plain["by_person_id"]),
        role=plain["role"],
        people=tuple((UUID(person_id), part) for person_id, part in plain["people"]),
    )


def _text(one: UUID | None) -> str | None:
    return str(one) if one else None


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
