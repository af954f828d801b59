"""A bundle holds the whole case, and whoever receives it can check every hash without us."""

import io
import json
import zipfile
from hashlib import sha256
from typing import Any

from PIL import Image

from core.db import db
from core.safeguarding.conflicts import bars
from core.safeguarding.record import chronology, enclosures
from core.safeguarding.record.chain import FIELDS, canonical
from core.safeguarding.store import ALLEGATIONS
from core.testing.browsing import PageClient
from tests.core.safeguarding.desk.conftest import Desk

SAID = {"to": "The case system", "why": "The child is looked after now"}


def _bundle(desk: Desk, lead: PageClient, url: str) -> zipfile.ZipFile:
    assert lead.submit(f"{url}/hand-over", SAID).status_code == 302
    entry = desk.entries(url)[-1]
    assert entry.kind == "handed_over" and entry.body is not None
    content = lead.get(f"{url}/given-out/{entry.body['pack']}/file.zip").data
    assert sha256(content).hexdigest() == entry.body["zip_sha256"]
    return zipfile.ZipFile(io.BytesIO(content))


def _enclose(desk: Desk, url: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    with desk.scope():
        store, case = desk.found(url)
        enclosures.keep(store, case.id, enclosures.Raw(out.getvalue()))


def _hash(data: dict[str, Any], entry: dict[str, Any]) -> str:
    where = {"authority": data["council"]["id"], "store": data["store"], "case": data["case"]}
    return sha256(canonical({**where, **{name: entry[name] for name in FIELDS}})).hexdigest()


def test_the_bundle_is_whole_and_its_manifest_holds(desk: Desk, lead: PageClient) -> None:
    url = desk.raised("The whole story")
    _enclose(desk, url)
    desk.take(lead, url, "note", what="Rang the school", source="seen")
    bundle = _bundle(desk, lead, url)
    assert set(bundle.namelist()) == {"case.pdf", "case.json", "enclosed-1.jpg", "manifest.json"}
    manifest = json.loads(bundle.read("manifest.json"))
    listed = {one["file"]: one["sha256"] for one in manifest["files"]}
    assert listed == {name: sha256(bundle.read(name)).hexdigest() for name in listed}
    assert bundle.read("case.pdf").startswith(b"%PDF-")


def test_the_chain_can_be_checked_from_the_data_file_alone(desk: Desk, lead: PageClient) -> None:
    url = desk.raised("The whole story")
    desk.take(lead, url, "note", what="Rang the school", source="seen")
    data = json.loads(_bundle(desk, lead, url).read("case.json"))
    before = ""
    for entry in data["entries"]:
        assert entry["previous_hash"] == before and entry["hash"] == _hash(data, entry)
        salted = entry["says"]["salt"].encode() + canonical(entry["says"]["body"])
        assert sha256(salted).hexdigest() == entry["commitment"]
        before = entry["hash"]
    assert data["head"] == {"seq": 2, "hash": before} and data["schema"] == "heard-case-1"


def test_whom_it_is_kept_from_stays_here_and_the_chain_still_holds(desk: Desk, lead: PageClient) -> None:
    url = desk.raised("A worker hurt me", ALLEGATIONS)
    desk.somebody("Ravi Menon")
    with desk.scope():
        store, case = desk.found(url)
        bars.bar(store, chronology.locked(store, case.id), desk.user_id("Ravi Menon"), "close", None, "canary-4711")
        db.session.commit()
        user_id = str(desk.user_id("Ravi Menon"))
    bundle = _bundle(desk, lead, url)
    text = bundle.read("case.json").decode()
    assert "canary-4711" not in text and user_id not in text and "Menon" not in text
    entry = json.loads(text)["entries"][1]
    assert (entry["says"], entry["why_not"]) == (None, "withheld") and entry["hash"]
