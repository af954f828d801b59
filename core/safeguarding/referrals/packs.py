"""Referral packs: what was chosen, as a PDF and a data file whose exact bytes are kept; sent, accepted, chased.

The hash of each file stands in the chronology, so that it can be shown later what was sent and that nobody changed it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from core.db import db, utcnow
from core.safeguarding import seeing
from core.safeguarding.clocks import DECIDE, due
from core.safeguarding.record import sealed_files
from core.safeguarding.record.chronology import Read, read
from core.safeguarding.referrals import contents
from core.safeguarding.referrals.paper import paper
from core.safeguarding.store import STORES, Store
from core.safeguarding.timing import council_clocks
from core.safeguarding.writing import write, written
from core.web.request import current_actor, required_authority

SCHEMA: Final = "heard-referral-1"
TITLE: Final = "Referral"
TO: Final[Mapping[str, str]] = {
    "front_door": "Children's front door or MASH",
    "police": "Police",
    "lado": "Designated officer (LADO)",
    "early_help": "Early help",
    "other": "Another body",
}
CONSENT: Final[Mapping[str, str]] = {
    "agreed": "They were asked and agree",
    "unsafe": "Not asked: asking would put somebody in danger or hinder an inquiry",
    "override": "They refused, and the law asks to share it all the same",
}
NEEDS_WHY: Final = ("unsafe", "override")
PREPARED, SENT, ACCEPTED = "referral", "referral_sent", "referral_accepted"
MEDIA: Final = {"pdf": "application/pdf", "json": "application/json", "zip": "application/zip"}


@dataclass(frozen=True)
class Pack:
    """One referral as it stands: its entry, how it was sent, who accepted it, until when it should be."""

    id: UUID
    prepared: Read
    sent: Read | None
    accepted: Read | None
    due_at: datetime | None

    @property
    def is_open(self) -> bool:
        """True until somebody accepted it."""
        return self.accepted is None

    @property
    def is_late(self) -> bool:
        """True where it was sent and nobody accepted it in time."""
        return self.is_open and self.due_at is not None and self.due_at < utcnow()

    @property
    def to(self) -> str:
        """To whom it goes, in words."""
        body = self.prepared.body or {}
        return ": ".join(filter(None, (str(body.get("to", "")), str(body.get("to_name", "")))))


@dataclass(frozen=True)
class Made:
    """A pack before it is written down: its files by ending, and what the entry says."""

    files: Mapping[str, bytes]
    body: Mapping[str, Any]


def make(store: Store, case: Any, said: Mapping[str, Any], seqs: Iterable[int], pack_id: UUID) -> Made:
    """Make the files of a pack from what was chosen; takes a second, so it is done while nobody waits for the case."""
    chosen = contents.chosen_of(contents.parts(store, case), seqs)
    named = contents.people(store, case) if said.get("with_people") else []
    head = [*_head(said), *contents.standing(case)]
    db.session.rollback()  # setting a paper takes a second: nobody waits for the database meanwhile
    files = {"pdf": paper(TITLE, head, named, chosen), "json": _data(head, named, chosen)}
    body = {
        "pack": str(pack_id), "to": TO[said["to"]], "to_key": said["to"], "to_name": said.get("to_name", ""),
        "why": said["why"], "sharing": CONSENT[said["sharing"]], "sharing_why": said.get("sharing_why", ""),
        "shared": [one.label for one in chosen] + (["The people it names"] if named else []),
        **{f"{ending}_sha256": sha256(content).hexdigest() for ending, content in files.items()},
    }  # fmt: skip
    return Made(files, body)


def enter(store: Store, case: Any, kind: str, made: Made, pack_id: UUID) -> None:
    """Keep the files of a case that is held and write the pack down, once. The caller commits."""
    if written(store, case, pack_id) is not None:
        return
    for ending, content in made.files.items():
        sealed_files.put(case, f"{pack_id}.{ending}", content)
    write(store, case, kind, made.body, pack_id)


def of_case(store: Store, case: Any) -> list[Pack]:
    """The packs of a case, the newest first."""
    return from_entries(read(store, case))


def from_entries(entries: Sequence[Read]) -> list[Pack]:
    """The same from entries in hand."""
    return [_pack(one, entries) for one in reversed(entries) if one.kind == PREPARED and "pack" in (one.body or {})]


def opened(store: Store, case: Any, pack_id: UUID, ending: str) -> bytes:
    """The exact bytes of a file that was made from this case; raises OSError or keys.Unreadable."""
    if not any((one.body or {}).get("pack") == str(pack_id) for one in read(store, case)):
        raise FileNotFoundError("no such file was made from this case")
    return sealed_files.get(case, f"{pack_id}.{ending}")


def to_chase() -> list[tuple[Store, Any, Pack]]:
    """Referrals that nobody accepted, in every case that whoever asks may read; late ones first."""
    found = [(store, case, pack) for store in STORES.values() for case in _with_open(store)
             for pack in of_case(store, case) if pack.is_open]  # fmt: skip
    return sorted(found, key=lambda one: (not one[2].is_late, one[2].prepared.recorded_at))


def _with_open(store: Store) -> Sequence[Any]:
    """Cases with more referrals prepared than accepted."""
    entry = store.entry
    counts = [func.count().filter(entry.kind == kind) for kind in (PREPARED, ACCEPTED)]
    ids = select(entry.case_id).where(entry.kind.in_((PREPARED, ACCEPTED))).group_by(entry.case_id)
    return db.session.scalars(seeing.listed(store, store.case.id.in_(ids.having(counts[0] > counts[1])))).all()


def _pack(prepared: Read, entries: Sequence[Read]) -> Pack:
    pack_id = (prepared.body or {})["pack"]
    mine = [one for one in entries if (one.body or {}).get("pack") == pack_id]
    sent = next((one for one in mine if one.kind == SENT), None)
    accepted = next((one for one in mine if one.kind == ACCEPTED), None)
    due_at = due(DECIDE, sent.occurred_at or sent.recorded_at, *council_clocks()) if sent else None
    return Pack(UUID(pack_id), prepared, sent, accepted, due_at)


def _head(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        ("From", ", ".join(filter(None, (current_actor().name, required_authority().name)))),
        ("To", TO[said["to"]]),
        ("To whom", said.get("to_name", "")),
        ("Why it is shared", said["why"]),
        ("Consent", CONSENT[said["sharing"]]),
        ("Why not, or why in spite of it", said.get("sharing_why", "")),
    ]


def _data(head: Sequence[tuple[str, str]], named: Sequence[tuple[str, str]], chosen: Sequence[contents.Part]) -> bytes:
    said = {
        "schema": SCHEMA,
        "council": required_authority().name,
        "made_at": utcnow().isoformat(),
        "about": [{"name": name, "value": value} for name, value in head if value],
        "people": [{"name": name, "part": part} for name, part in named],
        "entries": [one.plain() for one in chosen],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
