"""What comes with a report: checked, drawn anew, sealed apart from the council's files; no refusal costs the words."""

import hashlib
import io
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from core.authority.resolve import Authority
from core.db import authority_scope, db, utcnow
from core.files.models import StoredFile
from core.safeguarding.models import CaseEnclosure
from core.safeguarding.record import chronology, enclosures
from core.safeguarding.record.enclosures import Raw
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.safeguarding.taking_in import Report, take_in
from core.safeguarding.telling import spool
from core.safeguarding.telling.draining import drain
from core.safeguarding.telling.plain_reports import plain_report
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from tests.core.safeguarding.test_telling import MULTIPART, multipart

TELL = "/ashdown/tell-someone/"
PLACE = b"51.4778 N canary-4711"


def picture(colour: str = "red") -> bytes:
    """A JPEG with a remark in it that must not be kept."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "JPEG", comment=PLACE)
    return made.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def case(ashdown: Authority) -> UUID:
    made, _ = take_in(CONCERNS, Report(id=uuid4(), words="x", how="page", raised_at=utcnow()))
    db.session.commit()
    return UUID(str(made.id))


def lying() -> list[Path]:
    return sorted(one for one in enclosures.root().rglob("*") if one.is_file())


def kinds(store: Store, case_id: UUID) -> list[tuple[str, bool]]:
    read = chronology.read(store, db.session.get(store.case, case_id))
    return [(one.kind, "refused" in (one.body or {})) for one in read]


def test_a_picture_is_drawn_anew_sealed_and_opened_whole(case: UUID) -> None:
    kept = enclosures.keep_all(CONCERNS, case, [Raw(picture())])
    row = db.session.get(CONCERNS.case, case)
    (one,) = enclosures.of(CONCERNS, row)
    content = enclosures.opened(row, one)
    assert (kept.count, kept.refused, one.media_type) == (1, (), "image/jpeg")
    assert hashlib.sha256(content).hexdigest() == one.sha256 and PLACE not in content and content[:2] == b"\xff\xd8"
    (file,) = lying()
    assert b"\xff\xd8\xff" not in file.read_bytes() and file.stat().st_mode & 0o077 == 0


def test_it_is_no_file_of_the_council_and_leaves_nothing_in_quarantine(case: UUID) -> None:
    enclosures.keep_all(CONCERNS, case, [Raw(picture()), Raw(PDF)])
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0
    assert [one for one in (house().deployment.data / "files").rglob("*") if one.is_file()] == []
    assert len(lying()) == 2


def test_the_same_sent_twice_is_kept_once_and_said_once(case: UUID) -> None:
    for _ in range(2):
        enclosures.keep_all(CONCERNS, case, [Raw(picture()), Raw(b"no picture at all")])
    assert kinds(CONCERNS, case) == [("raised", False), ("enclosed", False), ("enclosed", True)]
    assert len(lying()) == 1


def test_a_case_that_takes_anothers_place_gets_its_own_copy(case: UUID, ashdown: Authority) -> None:
    enclosures.keep_all(CONCERNS, case, [Raw(picture())])
    old = db.session.get(CONCERNS.case, case)
    new, _ = take_in(ALLEGATIONS, Report(id=uuid4(), words="x", how="page", raised_at=utcnow()))
    (one,) = enclosures.of(CONCERNS, old)
    enclosures.carry(old, one, ALLEGATIONS, new)
    db.session.commit()
    (carried,) = enclosures.of(ALLEGATIONS, new)
    assert enclosures.opened(new, carried) == enclosures.opened(old, one) and len(lying()) == 2


def test_destroyed_bytes_are_gone_and_the_row_says_so(case: UUID) -> None:
    enclosures.keep_all(CONCERNS, case, [Raw(picture())])
    row = db.session.get(CONCERNS.case, case)
    assert enclosures.destroy(CONCERNS, row) == 1 and lying() == []
    db.session.commit()
    (one,) = enclosures.of(CONCERNS, row)
    with pytest.raises(OSError):
        enclosures.opened(row, one)


def test_what_waited_in_the_spool_comes_with_its_picture_once(
    ashdown: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Report(id=uuid4(), words="x", how="page", raised_at=utcnow())
    plain = {**plain_report(CONCERNS, report), "enclosures": enclosures.to_plain([Raw(picture())])}
    spool.put("ashdown", plain, report.id)
    with monkeypatch.context() as patched:
        patched.setattr(spool, "remove", lambda file: None)
        drain(ashdown)
    drain(ashdown)
    assert spool.is_empty("ashdown") and len(lying()) == 1
    assert kinds(CONCERNS, report.id) == [("raised", False), ("enclosed", False)]


def send(client: Any, *files: bytes) -> str:
    body = multipart({"words": b"Look at this."}, *files)
    answer = client.post(TELL, data=body, content_type=MULTIPART)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def rows(app: Flask) -> list[tuple[str, UUID, UUID]]:
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council
        with authority_scope(council.id):
            found = db.session.execute(select(CaseEnclosure.store, CaseEnclosure.case_id, CaseEnclosure.id)).all()
            return [(row.store, row.case_id, row.id) for row in found]


def test_the_page_keeps_what_it_can_and_says_what_it_could_not(client: PageClient, app: Flask) -> None:
    said = send(client, picture(), b"MZ this is a program")
    assert "What you added is kept too." in said and "A picture or paper could not be kept" in said
    assert "Nothing was stored" not in said and len(rows(app)) == 1


def test_a_fault_with_a_picture_never_costs_the_words(
    client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(enclosures, "prepare", broken)
    said = send(client, picture())
    assert "We kept your words" in said and 'class="code' in said and rows(app) == []


def test_only_who_may_read_the_case_opens_it(world: World) -> None:
    send(world.app.test_client(), picture())
    ((store, case_id, enclosure_id),) = rows(world.app)
    address = f"/ashdown/safeguarding/{store}/{case_id}/enclosures/{enclosure_id}"
    answer = world.browser("safeguarding_lead").get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert "sandbox" in answer.headers["Content-Security-Policy"] and "no-store" in answer.headers["Cache-Control"]
    for role in ("local_admin", "worker", "young_person", "data_protection_officer"):
        assert world.browser(role).get(address).status_code == 404
    elsewhere = world.browser("safeguarding_lead", "brackwell")
    assert elsewhere.get(address.replace("ashdown", "brackwell")).status_code == 404
