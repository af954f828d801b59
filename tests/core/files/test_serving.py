"""Who is given the bytes of a file, under which headers, and what everybody else reads."""

import io
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from core.db import db
from core.files import keep
from core.files.models import StoredFile
from core.testing.apps import World
from tests.core.files import made
from tests.core.files.conftest import Open


@pytest.fixture
def photo(world: World, within: Open) -> UUID:
    """A photo of Ashdown on which its young person is."""
    me = world.people["ashdown", "young_person"].person_id
    assert me is not None
    with within():
        kept = keep(made.saved(made.noise()), by_user_id=None, people=[me])
        db.session.commit()
        return kept.id


def _neutral(world: World, role: str = "worker") -> bytes:
    return world.browser(role).get("/ashdown/no-such-page").data


def test_staff_and_whoever_is_on_it_see_it(world: World, photo: UUID) -> None:
    for role in ("worker", "practitioner", "safeguarding_lead", "young_person"):
        browser = world.browser(role)
        for size in ("thumb", "screen"):
            answer = browser.get(f"/ashdown/files/{photo}/{size}")
            assert (answer.status_code, answer.mimetype) == (200, "image/jpeg"), (role, size)
            assert answer.data.startswith(b"\xff\xd8\xff")


def test_large_sizes_leave_only_as_everybody_agreed(
    world: World, amara: UUID, stored: Callable[..., UUID], says: Callable[..., None]
) -> None:
    says(amara, "group_only")
    photo, sizes = stored(amara), ("print", "original")
    worker, me = world.browser("worker"), world.browser("young_person")
    assert {worker.get(f"/ashdown/files/{photo}/{size}").status_code for size in sizes} == {404}
    assert {me.get(f"/ashdown/files/{photo}/{size}").status_code for size in sizes} == {200}
    says(amara, "print")
    assert {worker.get(f"/ashdown/files/{photo}/{size}").status_code for size in sizes} == {200}


def test_a_photo_is_given_under_strict_headers(world: World, photo: UUID) -> None:
    answer = world.browser("worker").get(f"/ashdown/files/{photo}/screen")
    headers = answer.headers
    assert "default-src 'none'; sandbox" in headers.getlist("Content-Security-Policy")
    assert headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert headers.getlist("Cross-Origin-Resource-Policy") == ["same-origin"]
    assert "no-store" in headers["Cache-Control"] and "ETag" not in headers and "Last-Modified" not in headers
    assert headers["Content-Disposition"] == "inline"
    saved = world.browser("young_person").get(f"/ashdown/files/{photo}/print?save=1")
    assert saved.headers["Content-Disposition"] == f"attachment; filename=photo-{str(photo)[:8]}.jpg"


@pytest.mark.parametrize("size", ["thumb", "screen", "print", "original", "huge", "..", "thumb.jpg"])
def test_everybody_else_reads_what_they_read_where_nothing_is(
    world: World, photo: UUID, within: Open, size: str
) -> None:
    neutral = _neutral(world)
    for role, council in (
        ("parent_carer", "ashdown"),
        ("decision_maker", "ashdown"),
        ("local_admin", "ashdown"),
        ("data_protection_officer", "ashdown"),
        ("worker", "brackwell"),
        ("young_person", "brackwell"),
    ):
        answer = world.browser(role, council).get(f"/ashdown/files/{photo}/{size}")
        assert (answer.status_code, answer.data) == (404, neutral), (role, council)
    stranger = world.app.test_client().get(f"/ashdown/files/{photo}/{size}", headers={"If-None-Match": "*"})
    assert (stranger.status_code, stranger.data) == (404, neutral)
    elsewhere = world.browser("worker", "brackwell").get(f"/brackwell/files/{photo}/{size}")
    assert (elsewhere.status_code, elsewhere.data) == (404, neutral), "another council's id is nobody's id"
    missing = world.browser("worker").get(f"/ashdown/files/{uuid4()}/{size}")
    assert (missing.status_code, missing.data) == (404, neutral)


def test_a_size_that_is_not_there_is_no_page_even_for_staff(world: World, photo: UUID, within: Open) -> None:
    assert world.browser("worker").get(f"/ashdown/files/{photo}/huge").status_code == 404
    assert world.browser("worker").get(f"/ashdown/files/{photo}/raw").status_code == 404


def test_a_paper_is_only_ever_saved(world: World, within: Open) -> None:
    with within():
        paper = keep(io.BytesIO(made.pdf(b"% /JavaScript")), kind="scan", by_user_id=None)
        db.session.commit()
        paper_id = paper.id
    answer = world.browser("worker").get(f"/ashdown/files/{paper_id}/original")
    assert answer.data == made.pdf(b"% /JavaScript") and answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f"attachment; filename=scan-{str(paper_id)[:8]}.pdf"
    assert "default-src 'none'; sandbox" in answer.headers.getlist("Content-Security-Policy")
    assert world.browser("worker").get(f"/ashdown/files/{paper_id}/screen").status_code == 404


@pytest.mark.parametrize("state", ["withdrawn", "purged"])
def test_a_photo_that_was_withdrawn_is_given_to_nobody(world: World, photo: UUID, within: Open, state: str) -> None:
    with within():
        db.session.get_one(StoredFile, photo).state = state
        db.session.commit()
    neutral = _neutral(world)
    for role in ("worker", "young_person"):
        answer = world.browser(role).get(f"/ashdown/files/{photo}/screen")
        assert (answer.status_code, answer.data) == (404, neutral), role
