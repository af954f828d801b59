"""What hangs on files: a copy for the person, erasure, bytes without rows, the virus scanner."""

import io
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from core.data_rights import holdings
from core.data_rights.own_records import erase
from core.data_rights.subject import Subject
from core.db import db
from core.files import Refused, antivirus, keep, of_person, put_to_use, timed
from core.files.models import FileCopy, FileTag, FileUse, StoredFile
from core.people.merging import merge
from core.people.models import Person
from core.web.house import House
from tests.core.files import made
from tests.core.files.conftest import Open

OnDisk = Callable[[], list[Path]]
Stored = Callable[..., UUID]


def test_a_copy_lists_every_file_and_says_where_others_can_be_seen(
    within: Open, amara: UUID, ben: UUID, stored: Stored, says: Callable[..., None]
) -> None:
    says(amara, "print")
    alone, together, unnamed = stored(amara), stored(amara, ben), stored(amara, named=False)
    stored(ben)
    with within():
        put_to_use(alone, "print", where="Leaflet", by_user_id=None)
        found = {one.file.id: one for one in of_person(amara)}
        assert found.keys() == {alone, together, unnamed}
        assert {one: found[one].third_parties for one in found} == {alone: False, together: True, unnamed: True}
        places = {one: found[one].place for one in found}
        assert [place.name for place in places.values() if place] == ["original.jpg", "screen.jpg", "screen.jpg"]
        shown = {part.name: part.rows for part in holdings.parts(Subject((amara,)))}["Photos and files that you are on"]
        assert len(shown) == 3 and {"used": ["print: Leaflet"]}.items() <= dict(shown[0]).items()


@pytest.mark.both_databases
def test_erasure_deletes_rows_and_bytes_after_the_commit_and_a_rehearsal_nothing(
    within: Open, amara: UUID, ben: UUID, stored: Stored, on_disk: OnDisk
) -> None:
    stored(amara, ben)
    others = stored(ben)
    with within():
        told = erase(Subject((amara,)), apply=False, keep_empty=True)
        assert ("photo or file", 1) in [(one.kind, one.count) for one in told]
        assert len(on_disk()) == 8
        erase(Subject((amara,)), apply=True, keep_empty=True)
        assert len(on_disk()) == 8, "not before the commit"
        db.session.rollback()
        assert len(on_disk()) == 8
        erase(Subject((amara,)), apply=True, keep_empty=True)
        db.session.commit()
        assert {file.parent.name for file in on_disk()} == {str(others)}
        assert [db.session.scalar(select(func.count(model.id))) for model in (StoredFile, FileTag)] == [1, 1]
        assert db.session.scalar(select(func.count(FileCopy.id))) == 3
        assert db.session.scalar(select(func.count(FileUse.id))) == 0


def test_a_merge_takes_the_pictures_along(within: Open, amara: UUID, ben: UUID, stored: Stored) -> None:
    both, only_ben = stored(amara, ben), stored(ben)
    with within():
        kept, gone = db.session.get_one(Person, amara), db.session.get_one(Person, ben)
        merge(kept, gone, uuid4(), None, lambda kept_id, gone_id: None)
        db.session.commit()
        assert {one.file.id for one in of_person(amara)} == {both, only_ben}


def test_bytes_without_a_row_are_swept_after_a_day_and_lost_ones_counted(
    within: Open, house: House, stored: Stored, amara: UUID, on_disk: OnDisk
) -> None:
    lost, here = stored(amara), stored(amara)
    root = house.deployment.data / "files"
    council = next(one for one in root.iterdir() if one.name != "quarantine")
    orphan, fresh, bay = council / str(uuid4()), council / str(uuid4()), root / "quarantine" / "left"
    for folder in (orphan, fresh, bay):
        folder.mkdir(parents=True)
        (folder / "raw").write_bytes(b"x")
    two_days_ago = time.time() - 2 * 86_400
    for folder in (orphan, bay, council / str(here)):
        os.utime(folder, (two_days_ago, two_days_ago))
    (council / str(lost)).rename(council / "moved away")
    with within():
        assert timed.sweep() == (2, 1)
        assert timed.sweep() == (0, 1)
    assert not orphan.exists() and not bay.exists() and fresh.exists()
    assert str(here) in {file.parent.name for file in on_disk()}


def test_timed_work_done_twice_does_no_harm(within: Open, house: House, amara: UUID, stored: Stored) -> None:
    photo = stored(amara)
    with within():
        council = house.authorities.find("ashdown")
        assert council is not None
        for _ in range(2):
            timed.purge(council, {"file_id": str(photo)})  # it is not withdrawn: nothing to do
            timed.remake(council, {"file_id": str(uuid4())})
            timed.tidy(council, {})
        assert db.session.scalar(select(func.count(FileCopy.id)).where(FileCopy.purged_at.is_(None))) == 3


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Callable[[bytes], str]]:
    """A double of the ClamAV daemon that reads the stream and gives one answer."""
    lines: list[socket.socket] = []

    def start(answer: bytes) -> str:
        where = str(tmp_path / f"{uuid4().hex[:8]}.sock")
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listening.bind(where)
        listening.listen()
        lines.append(listening)
        Thread(target=_answer, args=(listening, answer), daemon=True).start()
        return where

    yield start
    for line in lines:
        line.close()


def _answer(listening: socket.socket, answer: bytes) -> None:
    line, _ = listening.accept()
    with line:
        assert line.recv(10) == b"zINSTREAM\0"
        received = b""
        while not received.endswith(b"\0\0\0\0"):
            received += line.recv(65_536)
        line.sendall(b"stream: " + (b"Eicar FOUND" if b"HARM" in received else answer) + b"\0")


@pytest.mark.parametrize(
    ("content", "answer", "sentence"),
    [
        (b"fine", b"OK", None),
        (b"HARM", b"OK", "found something harmful"),
        (b"fine", b"INSTREAM size limit exceeded. ERROR", "does not answer"),
    ],
)
def test_the_virus_scanner_is_asked(
    content: bytes, answer: bytes, sentence: str | None, scanner: Callable[[bytes], str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    where = scanner(answer)
    if sentence is None:
        antivirus.check(file, where)
        return
    with pytest.raises(Refused, match=sentence):
        antivirus.check(file, where)


def test_a_file_is_not_let_in_while_the_scanner_is_away(within: Open, house: House, on_disk: OnDisk) -> None:
    away = house.deployment.model_copy(update={"clamd": "/nowhere/clamd.sock"})
    object.__setattr__(house, "deployment", away)
    with within(), pytest.raises(Refused, match="does not answer just now"):
        keep(io.BytesIO(made.saved(made.noise()).getvalue()), by_user_id=None)
    assert on_disk() == []
