"""The form that takes files: several at once, each by itself; too much, and whoever may not send any, is not read."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from core.db import db
from core.files.limits import MIB
from core.files.models import StoredFile
from core.testing.apps import World
from core.testing.browsing import PageClient
from tests.core.files import made
from tests.core.files.conftest import Open

ADD = "/ashdown/files/add"
OnDisk = Callable[[], list[Path]]


def _send(browser: PageClient, *files: tuple[bytes, str], kind: str = "photo", **also: str) -> Any:
    """Choose files and send the form as it was shown."""
    fields = {"kind": kind, "files": [(io.BytesIO(content), name) for content, name in files], **also}
    return browser.submit(ADD, fields)


def _count(within: Open) -> int:
    with within():
        return int(db.session.scalar(select(func.count(StoredFile.id))) or 0)


def _photo(size: int = 120) -> bytes:
    return made.saved(made.noise(size, 90)).getvalue()


def test_one_photo_leads_to_its_page(world: World, within: Open) -> None:
    worker = world.browser("worker")
    answer = _send(worker, (_photo(), "Amara at the fair.jpg"))
    assert answer.status_code == 302
    page = worker.get(answer.location).get_data(as_text=True)
    assert "1 file is stored." in page and "Amara at the fair" not in page
    assert "say below who is on it" in page


def test_several_at_once_and_a_bad_one_among_them_is_told_by_its_name(world: World, within: Open) -> None:
    worker = world.browser("worker")
    page = _send(worker, (_photo(), "one.jpg"), (b"<svg/>", "two.jpg"), (_photo(), "three.heic"))
    said = page.get_data(as_text=True)
    assert page.status_code == 200 and "2 files are stored." in said
    assert "<strong>two.jpg</strong>: This file is a drawing (SVG)" in said and "Nothing was stored." in said
    assert _count(within) == 2


def test_the_same_form_sent_twice_is_stored_once(world: World, within: Open, on_disk: OnDisk) -> None:
    worker = world.browser("worker")
    shown = worker.get(ADD).get_data(as_text=True)
    once = shown.split('name="once" type="hidden" value="')[1].split('"')[0]
    for _ in range(2):
        assert _send(worker, (_photo(), "one.jpg"), once=once).status_code == 302
    assert _count(within) == 1
    assert len(on_disk()) == 4


def test_nothing_chosen_is_told_at_the_field(world: World) -> None:
    page = world.browser("worker").submit(ADD, {"kind": "photo"}).get_data(as_text=True)
    assert "Choose the files first" in page and 'href="#files"' in page
    assert 'enctype="multipart/form-data"' in page and " multiple" in page


def test_a_paper_is_taken_among_papers_only(world: World, within: Open) -> None:
    worker = world.browser("worker")
    assert "This file is a PDF" in _send(worker, (made.pdf(), "a.pdf")).get_data(as_text=True)
    assert _send(worker, (made.pdf(), "a.pdf"), kind="document").status_code == 302
    assert _count(within) == 1


HIDDEN = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}


class Watched(io.RawIOBase):
    """A body that counts how much of it was read."""

    def __init__(self, size: int) -> None:
        self.size, self.at, self.given = size, 0, 0

    def readinto(self, buffer: Any) -> int:
        """Give some of it."""
        count = min(len(buffer), self.size - self.at)
        self.at, self.given = self.at + count, self.given + count
        return count

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place: the test client looks how long it is."""
        self.at = offset + (self.size if whence == io.SEEK_END else 0)
        return self.at

    def tell(self) -> int:
        """Where it is."""
        return self.at


def _flood(browser: Any, size: int, **environ: Any) -> tuple[Any, Watched]:
    body = Watched(size)
    answer = browser.post(ADD, input_stream=body, content_type="multipart/form-data; boundary=b", **environ)
    return answer, body


def test_two_hundred_megabytes_are_not_read(world: World, within: Open, on_disk: OnDisk) -> None:
    answer, body = _flood(world.browser("worker"), 200 * MIB)
    said = answer.get_data(as_text=True)
    assert answer.status_code == 413 and "too large together" in said and "Nothing was stored." in said
    assert body.given == 0 and on_disk() == [] and _count(within) == 0


def test_a_length_that_is_kept_secret_does_not_help(world: World, on_disk: OnDisk) -> None:
    answer, body = _flood(world.browser("worker"), 200 * MIB, environ_overrides=HIDDEN)
    assert answer.status_code == 413
    assert body.given <= 81 * MIB and on_disk() == []


@pytest.mark.parametrize("role", ["young_person", "parent_carer", "decision_maker", "local_admin"])
def test_nothing_is_read_of_a_body_from_somebody_who_may_not_send_one(world: World, role: str) -> None:
    answer, body = _flood(world.browser(role), 60 * MIB)
    assert (answer.status_code, body.given) == (404, 0)
    answer, body = _flood(world.app.test_client(), 60 * MIB)
    assert (answer.status_code, body.given) == (302, 0)


def test_a_forged_form_is_refused(world: World, within: Open, on_disk: OnDisk) -> None:
    worker = world.browser("worker")
    answer = worker.post(ADD, data={"kind": "photo", "files": (io.BytesIO(_photo()), "one.jpg")})
    assert answer.status_code == 400 and "could not be accepted" in answer.get_data(as_text=True)
    assert _count(within) == 0 and on_disk() == []


def test_a_full_council_is_told_and_loses_nothing(world: World, within: Open, on_disk: OnDisk) -> None:
    house = world.app.extensions["heard"]
    object.__setattr__(house, "deployment", house.deployment.model_copy(update={"files_room": 1000}))
    said = _send(world.browser("worker"), (_photo(), "one.jpg")).get_data(as_text=True)
    assert "used up its room" in said and "No file was stored" in said
    assert _count(within) == 0 and on_disk() == []


def test_a_photo_is_named_confirmed_and_described(world: World, within: Open) -> None:
    worker = world.browser("worker")
    where = _send(worker, (_photo(), "one.jpg")).location
    found = worker.get(f"{where}?find=young").get_data(as_text=True)
    assert "Young person Tester" in found
    assert worker.submit(f"{where}?find=young", action="/people").status_code == 302
    worker.submit(where, {"nobody_else": "y"}, action="/confirm")
    page = worker.get(where).get_data(as_text=True)
    assert "Not agreed" in page and "Young person Tester" in page
    told = worker.submit(where, {"caption": "Tester by the river"}, action="/describe")
    assert "The description names Tester" in worker.get(told.location).get_data(as_text=True)
    stale = {"caption": "Mine", "version": "1"}
    assert "Somebody else changed this" in worker.submit(where, stale, action="/describe").get_data(as_text=True)
    assert worker.submit(where, action="/people/remove").status_code == 302
    assert "Nobody is named yet." in worker.get(where).get_data(as_text=True)


def test_delete_is_asked_twice_and_leaves_nothing(world: World, within: Open, on_disk: OnDisk) -> None:
    worker = world.browser("worker")
    where = _send(worker, (_photo(), "one.jpg")).location
    assert "cannot be brought back" in worker.get(f"{where}delete").get_data(as_text=True)
    assert worker.submit(f"{where}delete", action="").status_code == 302
    assert _count(within) == 0 and on_disk() == []
    assert worker.get(where).status_code == 404
