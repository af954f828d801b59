"""Drawings and recordings: seen with the record that they are part of, by whoever may read it, and gone with it."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import g

from core import files
from core.access.actor import Actor
from core.db import db
from core.files import tagging, wishes
from core.files.models import StoredFile
from core.hooks.values import Ref
from core.testing.apps import World
from tests.core.files import recorded
from tests.core.files.conftest import Open
from tests.core.files.made import SECRET, noise, pdf, saved, telling
from tests.core.files.test_withdrawal import _council, _reader

VIEW = Ref("influence", "view", uuid4())


@pytest.fixture(params=["drawing", "audio"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def file_id(within: Open, amara: UUID, kind: str) -> UUID:
    """Amara's drawing or recording, part of something that she said."""
    content = saved(noise()) if kind == "drawing" else io.BytesIO(recorded.m4a())
    with within():
        kept = files.keep(content, kind=kind, by_user_id=None, people=[amara], nobody_seen=kind == "drawing")
        files.put_to_use(kept.id, "record", about=VIEW, by_user_id=None)
        db.session.commit()
        return kept.id


def size_of(kind: str) -> str:
    return "screen" if kind == "drawing" else "original"


def address(world: World, within: Open, browser: Any) -> str:
    """Where the record's page shows it to whoever reads that page now."""
    reader = _reader(browser)
    with world.app.test_request_context("/ashdown/"), within():
        g.actor, g.authority = Actor(user_id=reader[0], session_id=reader[1]), _council(world)
        [shown] = files.shown_at(VIEW)
        return files.url(shown.file_id, "screen", shown)


def test_a_right_to_see_files_opens_neither(world: World, file_id: UUID, kind: str) -> None:
    for role in ("worker", "practitioner", "safeguarding_lead", "local_admin", "parent_carer"):
        browser = world.browser(role)
        neutral = browser.get("/ashdown/no-such-page").data
        for path in ("screen", "original", ""):
            answer = browser.get(f"/ashdown/files/{file_id}/{path}")
            assert (answer.status_code, answer.data) == (404, neutral), (role, path)
    shelves = world.browser("worker").get("/ashdown/files/?show=papers").get_data(as_text=True)
    assert str(file_id) not in shelves


def test_whose_it_is_sees_it_and_whoever_reads_the_record(world: World, within: Open, file_id: UUID, kind: str) -> None:
    assert world.browser("young_person").get(f"/ashdown/files/{file_id}/{size_of(kind)}").status_code == 200
    worker = world.browser("worker")
    shown = address(world, within, worker).replace("/screen", f"/{size_of(kind)}")
    assert worker.get(shown).status_code == 200
    assert world.browser("practitioner").get(shown).status_code == 404


def test_a_recording_is_given_in_pieces_under_strict_headers(world: World, within: Open, amara: UUID) -> None:
    with within():
        kept = files.keep(io.BytesIO(recorded.m4a()), kind="audio", by_user_id=None, people=[amara])
        db.session.commit()
        path, length = f"/ashdown/files/{kept.id}/original", kept.bytes
    me = world.browser("young_person")
    whole, piece = me.get(path), me.get(path, headers={"Range": "bytes=4-7"})
    assert (whole.status_code, whole.mimetype, whole.content_length) == (200, "audio/mp4", length)
    assert (piece.status_code, piece.data, piece.headers["Content-Range"]) == (206, b"ftyp", f"bytes 4-7/{length}")
    for answer in (whole, piece):
        assert "default-src 'none'; sandbox" in answer.headers.getlist("Content-Security-Policy")
        assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=audio-")
        assert "no-store" in answer.headers["Cache-Control"]
        assert "ETag" not in answer.headers and "Last-Modified" not in answer.headers
    assert recorded.SECRET not in whole.data
    assert me.get(path, headers={"Range": "bytes=99999999-"}).status_code == 416


@pytest.mark.parametrize("media_type", sorted(recorded.ALL))
def test_every_format_is_kept_as_what_it_is(within: Open, media_type: str, on_disk: Callable[[], list[Path]]) -> None:
    with within():
        kept = files.keep(io.BytesIO(recorded.ALL[media_type]), "holiday.exe", "audio", by_user_id=None)
        db.session.commit()
        assert (kept.kind, kept.media_type, kept.state) == ("audio", media_type, "clean")
    [there] = on_disk()
    assert recorded.SECRET not in there.read_bytes()


def test_a_drawing_is_drawn_anew(within: Open, on_disk: Callable[[], list[Path]]) -> None:
    with within():
        files.keep(telling("JPEG"), kind="drawing", by_user_id=None, nobody_seen=True)
        db.session.commit()
    assert {one.name for one in on_disk()} == {"original.jpg", "print.jpg", "screen.jpg", "thumb.jpg"}
    assert all(SECRET.encode() not in one.read_bytes() for one in on_disk())


@pytest.mark.parametrize(
    ("content", "kind", "says", "words"),
    [
        (recorded.mp3(), "drawing", True, "kind of file"),
        (pdf(), "drawing", True, "a PDF"),
        (pdf(), "audio", False, "no recording"),
        (b"x" * (12 * 1024 * 1024 + 1), "audio", False, "12 MB"),
        (saved(noise()).getvalue(), "drawing", False, "no person can be seen"),
    ],
    ids=["sound-as-drawing", "pdf-as-drawing", "pdf-as-sound", "too-long", "not-said"],
)
def test_what_is_refused_leaves_nothing(
    within: Open, on_disk: Callable[[], list[Path]], content: bytes, kind: str, says: bool, words: str
) -> None:
    with within(), pytest.raises(files.Refused, match=words):
        files.keep(io.BytesIO(content), kind=kind, by_user_id=None, nobody_seen=says)
    assert on_disk() == []


def test_what_somebody_wants_taken_down_is_shown_to_nobody(
    world: World, within: Open, amara: UUID, file_id: UUID, kind: str
) -> None:
    worker = world.browser("worker")
    shown = address(world, within, worker).replace("/screen", f"/{size_of(kind)}")
    with within():
        wishes.take_down(db.session.get_one(StoredFile, file_id), amara, by_user_id=None)
        db.session.commit()
        assert files.shown_at(VIEW) == []
    assert worker.get(shown).status_code == 404


def test_it_can_be_used_nowhere_else(within: Open, file_id: UUID) -> None:
    with within():
        for use in ("group_only", "print", "online"):
            with pytest.raises(files.NotUsable):
                files.put_to_use(file_id, use, about=VIEW, by_user_id=None)
        with pytest.raises(ValueError, match="no use"):
            files.put_to_use(file_id, "record", by_user_id=None)


def test_a_photo_is_no_part_of_a_record(within: Open, stored: Callable[..., UUID], amara: UUID) -> None:
    photo = stored(amara)
    with within():
        with pytest.raises(files.NotUsable):
            files.put_to_use(photo, "record", about=VIEW, by_user_id=None)
        with pytest.raises(ValueError, match="not part of a record"):
            files.remove(photo, by_user_id=None)


def test_removed_it_is_gone_with_its_bytes(
    world: World, within: Open, file_id: UUID, on_disk: Callable[[], list[Path]]
) -> None:
    with within():
        files.remove(file_id, by_user_id=None)
        assert on_disk() != []  # until it is committed
        db.session.commit()
        files.remove(file_id, by_user_id=None)
    assert on_disk() == []
    assert world.browser("young_person").get(f"/ashdown/files/{file_id}/original").status_code == 404


def test_it_is_in_the_copy_of_whose_it_is_and_goes_with_them(
    within: Open, amara: UUID, ben: UUID, file_id: UUID, kind: str, on_disk: Callable[[], list[Path]]
) -> None:
    with within():
        [one] = files.of_person(amara)
        assert (one.facts["kind"], one.place is not None) == (kind, True)
        assert one.third_parties == (kind == "audio")  # others may be heard on it
        tagging.tag(one.file, ben, by_user_id=None)
        assert files.of_person(amara)[0].third_parties
        assert files.erase_person(amara, apply=True) == 1
        db.session.commit()
    assert on_disk() == []
