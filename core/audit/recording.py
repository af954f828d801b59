"""Writing an entry: in the caller's session and transaction, so that the act and its record stand or fall together."""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from core.audit.chain import FIRST, digest
from core.audit.concerned import PEOPLE, keep
from core.audit.models import AuditEntry, AuditHead, PlatformAuditEntry, PlatformAuditHead
from core.db import current_authority_id, db, utcnow

PLATFORM_CHAIN = "platform"
_PLATFORM_HEAD = 1


class Referable(Protocol):
    """What an entry may be about: a typed reference to a record."""

    @property
    def plugin(self) -> str:
        """Name of the plugin that owns the record, or "core"."""

    @property
    def kind(self) -> str:
        """Kind of record."""

    @property
    def id(self) -> Any:
        """Its id."""


def record(
    action: str,
    about: Referable | str,
    why: str = "",
    detail: dict[str, Any] | None = None,
    by: UUID | None = None,
    people: Iterable[UUID | None] = (),
) -> AuditEntry:
    """Add an entry to the chain of the open council.

    `action` is `subject.verb`; `about` a reference or a plain word. `people` are those whom it concerns where the
    record itself is not their own: "who changed what about whom" finds the entry by them. Other writers of this
    council wait until the caller's transaction ends. Raises NoScope outside a council's scope.
    """
    if concerned := sorted({str(one) for one in people if one is not None}):
        detail = {**(detail or {}), PEOPLE: concerned}
    own = current_authority_id()
    head = _locked(AuditHead)
    if head is None:
        head = AuditHead(id=own, seq=0, hash=FIRST)
        db.session.add(head)
    entry = AuditEntry(**_fields(action, about, why, detail, by))
    _append(str(own), head, entry)
    keep(entry)
    return entry


def record_platform(
    action: str,
    about: Referable | str,
    why: str = "",
    detail: dict[str, Any] | None = None,
    by: UUID | None = None,
) -> PlatformAuditEntry:
    """Add an entry to the platform's chain; in a platform scope or in a council's."""
    head = _locked(PlatformAuditHead)
    if head is None:
        head = PlatformAuditHead(id=_PLATFORM_HEAD, seq=0, hash=FIRST)
        db.session.add(head)
    entry = PlatformAuditEntry(**_fields(action, about, why, detail, by))
    _append(PLATFORM_CHAIN, head, entry)
    return entry


def hold() -> None:
    """Wait for whoever writes in this council now, and let later writers wait until the caller's transaction ends.

    For what is asked first and then done: between the two nobody else can change the answer.
    """
    _locked(AuditHead)


def _locked(head: type[Any]) -> Any:
    """Return a chain's head as it is now, held until the transaction ends; None before the first entry."""
    asked = db.select(head).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(asked).one_or_none()


def _fields(
    action: str, about: Referable | str, why: str, detail: dict[str, Any] | None, by: UUID | None
) -> dict[str, Any]:
    plugin, kind, key = ("core", about, "") if isinstance(about, str) else (about.plugin, about.kind, about.id)
    return {
        "at": utcnow(),
        "by_user_id": by,
        "action": action,
        "about_plugin": plugin,
        "about_kind": kind,
        "about_id": str(key),
        "why": why,
        "detail": detail or {},
    }


def _append(chain: str, head: Any, entry: Any) -> None:
    """Hang the entry on the chain and move the head; both are sent at once, so that the next reads them."""
    entry.seq, entry.previous_hash = head.seq + 1, head.hash
    entry.hash = digest(chain, entry)
    head.seq, head.hash = entry.seq, entry.hash
    db.session.add(entry)
    db.session.flush()
