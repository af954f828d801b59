"""A withdrawal bites on the next request, wherever the picture is: staff's pages, its public address, the disk."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import g
from sqlalchemy import select

from core import jobs, tasks
from core.access.actor import Actor
from core.clock import local_today
from core.db import db, utcnow
from core.files import serving, tagging, uses
from core.files.models import FileCopy, FileUse, StoredFile
from core.hooks.values import Ref
from core.people import protection
from core.testing.apps import World
from core.web.request import current_actor
from tests.core.files.conftest import Open

Stored = Callable[..., UUID]
Says = Callable[..., None]
OnDisk = Callable[[], list[Path]]
COPIES = {"print.jpg", "screen.jpg", "thumb.jpg"}


def _use(within: Open, file_id: UUID, use: str = "online", where: str = "Web site of the town") -> None:
    with within():
        uses.put_to_use(file_id, use, where=where, by_user_id=None)
        db.session.commit()


def _file(within: Open, file_id: UUID) -> StoredFile:
    with within():
        found = db.session.get_one(StoredFile, file_id)
        db.session.refresh(found)
        db.session.expunge(found)
        return found


def _run(world: World) -> None:
    with world.app.app_context():
        jobs.run_due()


def _public(world: World, file_id: UUID, **headers: str) -> Any:
    return world.app.test_client().get(f"/ashdown/files/{file_id}/screen", headers=headers)


@pytest.mark.both_databases
def test_a_published_photo_is_down_on_the_next_request(
    world: World, within: Open, amara: UUID, stored: Stored, says: Says, on_disk: OnDisk
) -> None:
    says(amara, "print", "online")
    photo = stored(amara)
    assert _public(world, photo).status_code == 404, "agreed to, but not published"
    _use(within, photo)
    seen = _public(world, photo)
    assert seen.status_code == 200 and seen.headers["Cache-Control"] == "no-cache" and seen.headers["ETag"]
    again = _public(world, photo, **{"If-None-Match": seen.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    says(amara, state="withdrawn")
    neutral = world.app.test_client().get("/ashdown/no-such-page").data
    for headers in ({}, {"If-None-Match": seen.headers["ETag"]}, {"If-None-Match": "*"}):
        gone = _public(world, photo, **headers)
        assert (gone.status_code, gone.data) == (404, neutral)
    worker = world.browser("worker")
    assert worker.get(f"/ashdown/files/{photo}/thumb").status_code == 404
    assert str(photo) not in worker.get("/ashdown/files/?show=usable").get_data(as_text=True)
    page = worker.get(f"/ashdown/files/{photo}/").get_data(as_text=True)
    assert "Withdrawn" in page and f"{photo}/screen" not in page
    _run(world)
    assert {file.name for file in on_disk()} == {"original.jpg"}
    with within():
        assert all(copy.purged_at for copy in db.session.scalars(select(FileCopy)))
        assert all(use.withdrawn_at for use in db.session.scalars(select(FileUse)))


def test_a_yes_brings_the_picture_back_but_publishes_nothing(
    world: World, within: Open, amara: UUID, stored: Stored, says: Says, on_disk: OnDisk
) -> None:
    says(amara, "online")
    photo = stored(amara)
    _use(within, photo)
    says(amara, state="withdrawn")
    _run(world)
    says(amara, "online")
    assert _public(world, photo).status_code == 404
    _run(world)
    assert {file.name for file in on_disk()} == COPIES | {"original.jpg"}
    assert world.browser("worker").get(f"/ashdown/files/{photo}/screen").status_code == 200
    assert _public(world, photo).status_code == 404, "what ended stays ended until somebody publishes it anew"
    _use(within, photo)
    assert _public(world, photo).status_code == 200
    file = _file(within, photo)
    assert (file.state, file.goes_on, file.withdrawn_at) == ("usable", None, None)


def test_the_original_goes_after_a_week_unless_a_reason_is_on_record(
    world: World, within: Open, amara: UUID, stored: Stored, says: Says, on_disk: OnDisk
) -> None:
    says(amara, "online")
    goes, stays = stored(amara), stored(amara)
    says(amara, state="withdrawn")
    assert _file(within, goes).goes_on == local_today() + timedelta(days=7)
    lead = world.browser("safeguarding_lead")
    lead.submit(f"/ashdown/files/{stays}/", {"why": "Evidence in a concern"}, action="/keep")
    with time_machine.travel(_later(days=9), tick=True):
        _run(world)
    assert {file.parent.name for file in on_disk()} == {str(stays)}
    assert (_file(within, goes).state, _file(within, stays).state) == ("purged", "withdrawn")
    page = world.browser("worker").get(f"/ashdown/files/{goes}/").get_data(as_text=True)
    assert "deleted on" in page
    assert world.browser("safeguarding_lead").get(f"/ashdown/files/{stays}/original").status_code == 404
    told = world.browser("young_person").get("/ashdown/files/mine").get_data(as_text=True)
    assert "Evidence in a concern" in told


def _later(days: int) -> datetime:
    return utcnow() + timedelta(days=days)


def test_a_smaller_yes_ends_only_what_it_no_longer_covers(
    world: World, within: Open, amara: UUID, stored: Stored, says: Says
) -> None:
    says(amara, "print", "online")
    photo = stored(amara)
    _use(within, photo, "online")
    _use(within, photo, "print", "Leaflet, summer")
    says(amara, "group_only")
    assert _public(world, photo).status_code == 404
    assert world.browser("worker").get(f"/ashdown/files/{photo}/screen").status_code == 200
    assert _file(within, photo).state == "usable"
    with within():
        titles = {task.title for task in db.session.scalars(select(tasks.Task))}
    assert titles == {
        "In print: take a picture out of use (Leaflet, summer)",
        "Online, where everybody can see it: take a picture out of use (Web site of the town)",
    }


def test_nobody_uses_a_photo_before_everybody_is_named_and_agrees(
    world: World, within: Open, amara: UUID, ben: UUID, stored: Stored, says: Says
) -> None:
    says(amara, "online")
    unnamed, together = stored(amara, named=False), stored(amara, ben)
    for photo in (unnamed, together):
        with within(), pytest.raises(uses.NotUsable, match="Not everybody on this picture agrees"):
            uses.put_to_use(photo, "online", by_user_id=None)
    says(ben, "online")
    _use(within, together)
    assert _public(world, together).status_code == 200
    with within():
        other = db.session.get_one(StoredFile, together)
        tagging.untag(other, ben, by_user_id=None)
        db.session.commit()
    assert _public(world, together).status_code == 404, "who is on it has to be confirmed again"


def test_a_name_that_is_added_later_ends_every_use(
    world: World, within: Open, amara: UUID, ben: UUID, stored: Stored, says: Says
) -> None:
    says(amara, "online")
    photo = stored(amara)
    _use(within, photo)
    with within():
        tagging.tag(db.session.get_one(StoredFile, photo), ben, by_user_id=None)
        db.session.commit()
    assert _public(world, photo).status_code == 404
    assert _file(within, photo).state == "waiting_for_people"


def test_face_free_and_protected(world: World, within: Open, amara: UUID, stored: Stored, says: Says) -> None:
    says(amara, "online", "face_free")
    seen, unseen = stored(amara), stored(amara, face_free=True)
    with within():
        with pytest.raises(uses.NotUsable):
            uses.put_to_use(seen, "online", by_user_id=None)
        uses.put_to_use(unseen, "online", by_user_id=None)
        db.session.commit()
    assert _public(world, unseen).status_code == 200
    with within():
        protection.change(amara, True, "found", None)
        db.session.commit()
    assert _public(world, unseen).status_code == 404


def test_somebody_who_said_no_is_never_shown(within: Open, amara: UUID, stored: Stored, says: Says) -> None:
    says(amara, state="refused")
    assert _file(within, stored(amara)).state == "withdrawn"
    assert _file(within, stored(amara, named=False)).state == "waiting_for_people", "staff still find out who it is"


def test_a_yes_that_runs_out_ends_by_itself(
    world: World, within: Open, amara: UUID, stored: Stored, says: Says
) -> None:
    says(amara, "online")
    photo = stored(amara)
    _use(within, photo)
    with time_machine.travel(_later(days=301), tick=True):
        assert _public(world, photo).status_code == 404, "before any timed work has run"
        _run(world)
        assert _file(within, photo).state == "withdrawn"
        assert _file(within, photo).goes_on == local_today() + timedelta(days=60)


def test_take_it_down_needs_no_reason_and_is_done_at_once(
    world: World, within: Open, amara: UUID, stored: Stored, says: Says
) -> None:
    says(amara, "online")
    photo = stored(amara)
    _use(within, photo)
    me = world.browser("young_person")
    assert f"{photo}/screen" in me.get("/ashdown/files/mine").get_data(as_text=True)
    told = me.submit("/ashdown/files/mine", action=f"{photo}/down")
    assert "The picture is taken down." in me.get(told.location).get_data(as_text=True)
    assert _public(world, photo).status_code == 404
    assert world.browser("worker").get(f"/ashdown/files/{photo}/screen").status_code == 404
    with within():
        kinds = {task.kind for task in db.session.scalars(select(tasks.Task))}
    assert "files.taken_down" in kinds
    says(amara, "online", "print")
    assert _file(within, photo).state == "withdrawn", "a general yes does not undo a wish about one picture"
    me.submit("/ashdown/files/mine", action=f"{photo}/up")
    _run(world)
    assert _file(within, photo).state == "usable"


def test_nobody_else_takes_it_down(world: World, amara: UUID, stored: Stored, ben: UUID) -> None:
    photo = stored(ben)
    neutral = world.browser("worker").get("/ashdown/no-such-page").data
    for role in ("young_person", "parent_carer", "worker"):
        browser = world.browser(role)
        token = re.search(
            r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/ashdown/files/mine").get_data(as_text=True)
        )
        assert token is not None
        answer = browser.post(f"/ashdown/files/{photo}/down", data={"csrf_token": token[1]})
        assert (answer.status_code, answer.data) == (404, neutral), role


def test_an_address_from_a_plugins_page_opens_for_its_reader_alone(
    world: World, within: Open, amara: UUID, ben: UUID, stored: Stored, says: Says
) -> None:
    """A group shows Ben's picture to Amara: the page has asked whether she may; the picture asks whether he agrees."""
    says(ben, "group_only")
    photo, at = stored(ben), Ref("groups", "group", ben)
    with within():
        uses.put_to_use(photo, "group_only", about=at, by_user_id=None)
        db.session.commit()
    me = world.browser("young_person")
    plain = f"/ashdown/files/{photo}/screen"
    assert me.get(plain).status_code == 404
    reader = _reader(me)
    with world.app.test_request_context("/ashdown/"), within():
        g.actor, g.authority = Actor(user_id=reader[0], session_id=reader[1]), _council(world)
        [shown] = uses.shown_at(at)
        address = serving.url(photo, "screen", shown)
    assert me.get(address).status_code == 200
    assert world.browser("parent_carer").get(address).status_code == 404
    assert world.app.test_client().get(address).status_code == 404
    assert me.get(f"{plain}?key=forged").status_code == 404
    says(ben, state="withdrawn")
    assert me.get(address).status_code == 404


def _reader(browser: Any) -> tuple[UUID, UUID]:
    """Whose browser this is, as a view sees it."""
    with browser:
        browser.get("/ashdown/files/mine")
        actor = current_actor()
    assert actor.user_id and actor.session_id
    return actor.user_id, actor.session_id


def _council(world: World) -> Any:
    with world.app.app_context():
        return world.app.extensions["heard"].authorities.find("ashdown")
