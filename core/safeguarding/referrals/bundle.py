"""The whole of a case for another system: a paper, a data file, what came with it, and a manifest of their hashes.

The fields are described in docs/handing-over-a-concern.md; whoever receives the bundle can check every hash alone.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from cryptography.fernet import Fernet
from sqlalchemy import select

from core.db import current_authority_id, db, utcnow
from core.files.serving import ENDINGS
from core.safeguarding.record import enclosures, keys
from core.safeguarding.record.chain import FIELDS, plain
from core.safeguarding.referrals import contents
from core.safeguarding.referrals.packs import Made
from core.safeguarding.referrals.paper import paper
from core.safeguarding.store import Store
from core.web.request import required_authority

SCHEMA: Final = "heard-case-1"
KIND: Final = "handed_over"
TITLE: Final = "A case, whole"
WITHHELD: Final = "withheld"
DESTROYED: Final = "destroyed"


def make(store: Store, case: Any, said: Mapping[str, str], pack_id: UUID) -> Made:
    """Make the bundle of a case, and what the entry about it says."""
    content = _zip(_files(store, case, said))
    body = {"pack": str(pack_id), "to": said["to"], "why": said["why"], "zip_sha256": sha256(content).hexdigest()}
    return Made({"zip": content}, body)


def case_data(store: Store, case: Any, files: Mapping[str, str]) -> dict[str, Any]:
    """The case as plain values; `files` names each enclosure's file by its hash."""
    parts = {one.seq: one for one in contents.parts(store, case, out=contents.NEVER)}
    return {
        "schema": SCHEMA,
        "council": {"id": str(current_authority_id()), "name": required_authority().name},
        "store": store.name,
        "case": str(case.id),
        "made_at": utcnow().isoformat(),
        "standing": [{"name": name, "value": value} for name, value in contents.standing(case)],
        "people": [{"name": name, "part": part} for name, part in contents.people(store, case)],
        "head": {"seq": case.head_seq, "hash": case.head_hash},
        "entries": [_entry(row, parts.get(row.seq), sealed) for row, sealed in _rows(store, case)],
        "files": [{"file": name, "sha256": hashed} for hashed, name in files.items()],
    }


def _entry(row: Any, part: contents.Part | None, sealed: Mapping[str, Any] | None) -> dict[str, Any]:
    """One entry: the fields under its hash; what it says with the salt, unless that stays here or was destroyed."""
    fields = {name: plain(getattr(row, name)) for name in FIELDS}
    if sealed is None or part is None:
        return {**fields, "hash": row.hash, "says": None, "why_not": DESTROYED if sealed is None else WITHHELD}
    shown = {"title": part.title, "who": part.who, "words": part.words, "facts": [list(one) for one in part.facts]}
    return {**fields, "hash": row.hash, "says": {**shown, "salt": sealed["salt"], "body": sealed["body"]}}


def _rows(store: Store, case: Any) -> Iterable[tuple[Any, Mapping[str, Any] | None]]:
    box = Fernet(keys.of(current_authority_id()).opened(case.sealed_key))
    entry, body = store.entry, store.body
    both = (body.case_id == entry.case_id) & (body.seq == entry.seq)
    query = select(entry, body.sealed).outerjoin(body, both).where(entry.case_id == case.id).order_by(entry.seq)
    for row, sealed in db.session.execute(query):
        yield row, json.loads(keys.opened_with(box, sealed)) if sealed else None


def _files(store: Store, case: Any, said: Mapping[str, str]) -> dict[str, bytes]:
    enclosed = [one for one in enclosures.of(store, case) if one.place]
    names = {one.sha256: f"enclosed-{place}.{ENDINGS[one.media_type]}" for place, one in enumerate(enclosed, 1)}
    came_with = {names[one.sha256]: enclosures.opened(case, one) for one in enclosed}
    data = case_data(store, case, names)
    head = [("For", said["to"]), ("Why", said["why"]), *contents.standing(case)]
    named, parts = contents.people(store, case), contents.parts(store, case, out=contents.NEVER)
    db.session.rollback()  # setting a paper takes a second: nobody waits for the database meanwhile
    hashes = {one["seq"]: one["hash"] for one in data["entries"]}
    files = {"case.pdf": paper(TITLE, head, named, parts, hashes), "case.json": _json(data), **came_with}
    return {**files, "manifest.json": _json(_manifest(data, files))}


def _manifest(data: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    listed = [{"file": name, "bytes": len(one), "sha256": sha256(one).hexdigest()} for name, one in files.items()]
    return {"schema": SCHEMA, "made_at": data["made_at"], "head": data["head"], "files": listed}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return out.getvalue()
