"""Pictures and papers that come with what somebody says: checked, drawn anew, sealed under the case's own key.

They never become files of the council: its lists and totals are seen by those who must not know that a case is there.
A file that is refused never refuses the words: the refusal is an entry of the chronology, and its author is told.
"""

import base64
import hashlib
import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from cryptography.fernet import Fernet
from sqlalchemy import select

from core.db import begin_write, current_authority_id, db
from core.files.keeping import Prepared, prepare
from core.files.pictures import ORIGINAL
from core.files.refusals import Refused
from core.files.serving import ENDINGS
from core.safeguarding.models import CaseEnclosure
from core.safeguarding.record import keys
from core.safeguarding.record.chronology import append, locked, read
from core.safeguarding.store import Store
from core.web.house import house
from core.words import gettext_noop

KIND: Final = "document"  # what core.files takes a paper or a picture of one to be
MOST: Final = 5  # enclosures in one form
TOO_MANY: Final = gettext_noop("There were more than five files. Only the first five were kept.")


@dataclass(frozen=True)
class Raw:
    """What came with a form, as it came; its name is never asked for."""

    content: bytes


@dataclass(frozen=True)
class Kept:
    """What became of the files of one form: how many are kept, and a sentence for each that is not."""

    count: int = 0
    refused: tuple[str, ...] = ()


def root() -> Path:
    """The folder of all sealed enclosures of this deployment."""
    return house().deployment.data / "safeguarding"


def of(store: Store, case: Any) -> Sequence[CaseEnclosure]:
    """What came with a case, in its order; the caller has asked whether it may be seen."""
    mine = (CaseEnclosure.store == store.name, CaseEnclosure.case_id == case.id)
    return db.session.scalars(select(CaseEnclosure).where(*mine).order_by(CaseEnclosure.seq, CaseEnclosure.id)).all()


def opened(case: Any, enclosure: CaseEnclosure) -> bytes:
    """The bytes of an enclosure; raises OSError where they are gone and keys.Unreadable where they do not open."""
    return keys.opened_with(_box(case), (root() / enclosure.place).read_text())


def keep_all(store: Store, case_id: UUID, raws: Sequence[Raw]) -> Kept:
    """Keep each file with the case under an id drawn from both, so that a second sending keeps it once. Commits."""
    count, refused = 0, list[str]()
    for raw in raws[:MOST]:
        try:
            keep(store, case_id, raw)
            count += 1
        except Refused as why:
            _say_refused(store, case_id, raw, why.happened)
            refused.append(why.happened)
    return Kept(count, (*refused, TOO_MANY) if len(raws) > MOST else tuple(refused))


def keep(store: Store, case_id: UUID, raw: Raw) -> CaseEnclosure:
    """Check one file, seal it and enter it in the chronology; the same again is found. Commits; raises Refused."""
    enclosure_id = _id(case_id, raw)
    found = db.session.get(CaseEnclosure, enclosure_id)
    if found is not None:
        return found
    db.session.commit()  # pictures are opened while nobody waits for the database
    prepared = prepare(BytesIO(raw.content), KIND)
    try:
        return _enter(store, case_id, enclosure_id, prepared)
    finally:
        prepared.drop()


def carry(case: Any, enclosure: CaseEnclosure, store: Store, new: Any) -> None:
    """Keep the same bytes with another case as well, under its key; in the caller's transaction. Raises as `opened`."""
    content = opened(case, enclosure)
    enclosure_id = uuid5(new.id, enclosure.sha256)
    place = f"{current_authority_id()}/{enclosure_id}"
    seal(root() / place, _box(new).encrypt(content))
    _row(store, new, enclosure_id, enclosure.media_type, content, place)


def destroy(store: Store, case: Any) -> int:
    """Take the bytes of all enclosures of a case from the disk, as the law asks for; returns how many. Flushes."""
    gone = [one for one in of(store, case) if one.place]
    for one in gone:
        (root() / one.place).unlink(missing_ok=True)
        one.place = ""
    db.session.flush()
    return len(gone)


def to_plain(raws: Iterable[Raw]) -> list[str]:
    """Files as text, for the spool."""
    return [base64.b64encode(raw.content).decode() for raw in raws]


def from_plain(texts: Iterable[str]) -> list[Raw]:
    """What `to_plain` wrote down."""
    return [Raw(base64.b64decode(text)) for text in texts]


def _enter(store: Store, case_id: UUID, enclosure_id: UUID, prepared: Prepared) -> CaseEnclosure:
    begin_write()
    case = locked(store, case_id)
    found = db.session.get(CaseEnclosure, enclosure_id)
    if found is not None:  # the same form, sent twice at one moment
        return found
    content = (prepared.bay / f"{ORIGINAL}.{ENDINGS[prepared.media_type]}").read_bytes()
    place = f"{current_authority_id()}/{enclosure_id}"
    seal(root() / place, _box(case).encrypt(content))
    row = _row(store, case, enclosure_id, prepared.media_type, content, place)
    db.session.commit()
    return row


def _row(store: Store, case: Any, enclosure_id: UUID, media_type: str, content: bytes, place: str) -> CaseEnclosure:
    digest = hashlib.sha256(content).hexdigest()
    body: Mapping[str, Any] = {
        "enclosure": str(enclosure_id), "media_type": media_type, "bytes": len(content), "sha256": digest,
    }  # fmt: skip
    entry = append(store, case, "enclosed", body, by=None)
    row = CaseEnclosure(
        id=enclosure_id, store=store.name, case_id=case.id, seq=entry.seq, media_type=media_type, bytes=len(content),
        sha256=digest, place=place,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def _say_refused(store: Store, case_id: UUID, raw: Raw, why: str) -> None:
    """The desk learns that something was sent that could not be kept; once, however often it was sent."""
    begin_write()
    case = locked(store, case_id)
    said = _read_refusals(store, case)
    if case is not None and str(_id(case_id, raw)) not in said:
        append(store, case, "enclosed", {"enclosure": str(_id(case_id, raw)), "refused": why}, by=None)
    db.session.commit()


def _read_refusals(store: Store, case: Any) -> set[str]:
    from_entries = read(store, case) if case is not None else ()
    return {str(one.body["enclosure"]) for one in from_entries if one.body and "enclosure" in one.body}


def _id(case_id: UUID, raw: Raw) -> UUID:
    return uuid5(case_id, hashlib.sha256(raw.content).hexdigest())


def _box(case: Any) -> Fernet:
    return Fernet(keys.of(current_authority_id()).opened(case.sealed_key))


def seal(place: Path, sealed: bytes) -> None:
    """Write the bytes and their name to the disk before the row says that they are there."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    new.touch(mode=0o600, exist_ok=False)
    with new.open("wb") as opened_file:
        opened_file.write(sealed)
        opened_file.flush()
        os.fsync(opened_file.fileno())
    new.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
