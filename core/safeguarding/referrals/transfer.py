"""Handing a case to another council of this deployment: a sealed file in its spool, and a receipt in ours.

Neither council's rows are touched in the other's scope: each takes in what lies in its own spool. The receipt finds its
way back by a note that only the sending council's keys open, so the other never learns a number or an id of ours.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import current_authority_id, db, utcnow
from core.safeguarding.arriving import arrived
from core.safeguarding.record import enclosures, keys
from core.safeguarding.record.chronology import append, locked, read
from core.safeguarding.referrals.contents import Part
from core.safeguarding.store import STORES, Store
from core.safeguarding.taking_in import Report
from core.safeguarding.telling import spool
from core.safeguarding.writing import write, written
from core.web.house import house
from core.web.languages import day
from core.web.request import required_authority

SENT, RECEIVED = "transferred", "transfer_received"
OUT, BACK = "transfer", "transfer_receipt"
"""The kinds of file in the spool: a case on its way, and the receipt for it."""


@dataclass(frozen=True)
class Choice:
    """What goes over: the author's words and the facts that were chosen, with or without what came with them."""

    parts: Sequence[Part]
    why: str
    with_files: bool


def councils() -> dict[str, str]:
    """Names of the other councils of this deployment, by slug."""
    own = current_authority_id()
    return {one.slug: one.name for one in house().authorities.all() if one.id != own}


def send(store: Store, case: Any, slug: str, choice: Choice, form_id: UUID) -> None:
    """Put a case that is held into the spool of another council, and write it down; once for each form.

    Caller commits. Raises OSError where the file cannot be written; then nothing was.
    """
    if written(store, case, form_id) is not None:
        return
    transfer_id = uuid5(form_id, slug)
    spool.put(slug, _plain(store, case, choice, transfer_id), transfer_id)
    body = {
        "transfer": str(transfer_id), "council": councils()[slug], "why": choice.why,
        "shared": [one.label for one in choice.parts], "with_files": choice.with_files,
    }  # fmt: skip
    write(store, case, SENT, body, form_id)


def take_over(authority: Authority, plain: Mapping[str, Any]) -> None:
    """Take a case of another council in, from our spool, and put the receipt into theirs."""
    store, report = STORES[plain["store"]], _report(plain)
    arrived(store, report)
    enclosures.keep_all(store, report.id, enclosures.from_plain(plain["enclosures"]))
    at = db.session.scalars(select(store.case.received_at).where(store.case.id == report.id)).one().isoformat()
    receipt = {"kind": BACK, "council": authority.name, "note": plain["note"], "at": at}
    spool.put(plain["from"], receipt, uuid5(report.id, BACK))


def take_receipt(authority: Authority, plain: Mapping[str, Any]) -> None:
    """Write down that the other council has it; the same receipt again changes nothing."""
    note = json.loads(keys.of(authority.id).opened(plain["note"]))
    store = STORES[note["store"]]
    case = locked(store, UUID(note["case"]))
    if case is None or _is_received(store, case, note["transfer"]):
        return
    body = {"transfer": note["transfer"], "council": plain["council"], "received_at": plain["at"]}
    append(store, case, RECEIVED, body, by=None, occurred_at=datetime.fromisoformat(plain["at"]))


def _is_received(store: Store, case: Any, transfer_id: str) -> bool:
    entries = (one for one in read(store, case) if one.kind == RECEIVED)
    return any((one.body or {}).get("transfer") == transfer_id for one in entries)


def _plain(store: Store, case: Any, choice: Choice, transfer_id: UUID) -> dict[str, Any]:
    files = enclosures.of(store, case) if choice.with_files else ()
    raws = [enclosures.Raw(enclosures.opened(case, one)) for one in files if one.place]
    facts = "\n\n".join(_told(one) for one in choice.parts if not one.words)
    council = required_authority()
    return {
        "kind": OUT, "id": str(transfer_id), "from": council.slug, "store": store.name,
        "raised_at": utcnow().isoformat(),  # the other council's clocks begin now
        "words": "\n\n".join(one.words for one in choice.parts if one.words) or facts,
        "answers": {
            "from_council": council.name, "why": choice.why, "facts": facts,
            "first_raised": str(day(case.raised_at.date())),
        },
        "enclosures": enclosures.to_plain(raws),
        "note": _note(store, case, transfer_id),
    }  # fmt: skip


def _note(store: Store, case: Any, transfer_id: UUID) -> str:
    """What the receipt must say to find its case, for our keys alone; the same for the same transfer."""
    said = {"store": store.name, "case": str(case.id), "transfer": str(transfer_id)}
    return keys.of(current_authority_id()).sealed(json.dumps(said).encode())


def _told(part: Part) -> str:
    return "\n".join([f"{part.title}, {part.who}", *(f"{name}: {value}" for name, value in part.facts)])


def _report(plain: Mapping[str, Any]) -> Report:
    return Report(
        id=UUID(plain["id"]), words=plain["words"], how="transfer", answers=plain["answers"],
        raised_at=datetime.fromisoformat(plain["raised_at"]),
    )  # fmt: skip


TAKERS: Final = {OUT: take_over, BACK: take_receipt}
"""What draining.py does with these files."""
