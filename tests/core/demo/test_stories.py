"""What a demonstration shows of agreements, photos and data rights: every state that somebody meets, planted once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from core import consent
from core.app import create_app
from core.cli import heard
from core.clock import local_today
from core.config import Deployment
from core.consent.models import Asking
from core.data_rights.requests import folders, gathering
from core.data_rights.requests.handling import clock_of, facts
from core.data_rights.requests.models import RightsRequest
from core.data_rights.requests.rules import state_of
from core.data_rights.retention.models import DueRecord, LegalHold
from core.db import authority_scope, db
from core.demo import load as loading
from core.demo.load import Size, load
from core.demo.scenes import SCENES, picture
from core.files import usable
from core.files.models import USABLE, WAITING, WITHDRAWN, FileUse, StoredFile
from core.notify.models import Message
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.people.sightings import told
from core.safeguarding.record.verifying import verify
from core.safeguarding.states import standing
from core.safeguarding.store import STORES, Store
from core.tasks.models import Task
from core.users.models import Membership
from core.web.house import house


@pytest.fixture
def told_world(deployed: Deployment) -> Iterator[Flask]:
    """Two test councils, and a made-up one with words for what is asked: its scope is open."""
    done = CliRunner().invoke(heard, ["demo", "load", "--councils", "1", "--people", "70"])
    assert done.exit_code == 0, done.output
    app = create_app(deployed)
    with app.app_context():
        made_up = next(one for one in house().authorities.all() if one.wordings)
        with authority_scope(made_up.id, write=True):
            yield app
        db.engine.dispose()


def test_the_leads_desk_has_something_in_each_state_and_every_chronology_holds(told_world: Flask) -> None:
    states = {}
    for store in STORES.values():
        states[store.name] = [case.state for case in _cases(store)]
        follows = [standing(_kinds(store, case), two_to_close=store.two_to_close) for case in _cases(store)]
        assert states[store.name] == follows
    assert {"raised", "triaged", "waiting", "closed"} <= set(states["concerns"])
    assert states["allegations"] == ["closing"]
    made_up = next(one for one in house().authorities.all() if one.wordings)
    assert not verify(made_up).breaks


def _cases(store: Store) -> list[Any]:
    return list(db.session.scalars(select(store.case).order_by(store.case.number)))


def _kinds(store: Store, case: Any) -> list[str]:
    kinds = select(store.entry.kind).where(store.entry.case_id == case.id).order_by(store.entry.seq)
    return list(db.session.scalars(kinds))


def test_a_photo_of_every_kind_is_there(told_world: Flask) -> None:
    photos = list(db.session.scalars(db.select(StoredFile)))
    assert Counter(one.state for one in photos) == {USABLE: 2, WAITING: 1, WITHDRAWN: 1}
    assert all(one.caption for one in photos)
    (no_face,) = [one for one in photos if one.face_free]
    (used,) = [one for one in photos if one.state == USABLE and not one.face_free]
    (use,) = db.session.scalars(db.select(FileUse).where(FileUse.withdrawn_at.is_(None)))
    assert use.file_id == used.id
    assert usable([used.id], use.use) == {used.id}
    assert no_face.state == USABLE
    waiting = next(one for one in photos if one.state == WAITING)
    assert waiting.all_named and not usable([waiting.id], "group_only")


@pytest.mark.parametrize("scene", SCENES)
def test_pictures_are_the_same_for_the_same_council_and_small(scene: str) -> None:
    one, again, other = (picture(scene, slug).read() for slug in ("ashdown", "ashdown", "brackwell"))
    assert one == again != other
    assert len(one) < 40_000


def test_an_officer_meets_every_state(told_world: Flask) -> None:
    found = {one.reference: one for one in db.session.scalars(db.select(RightsRequest))}
    states = Counter((one.kind, state_of(facts(one), one.steps)) for one in found.values())
    assert states == {
        ("access", "redaction"): 1,
        ("access", "second_look"): 1,
        ("access", "received"): 1,
        ("access", "sent"): 1,
        ("complaint", "received"): 1,
        ("correction", "deciding"): 1,
        ("erasure", "rehearsal"): 1,
        ("erasure", "approval"): 1,
    }
    authority = next(one for one in house().authorities.all() if one.wordings)
    complaint = next(one for one in found.values() if one.kind == "complaint")
    assert 0 <= clock_of(authority, complaint).days_left(local_today()) <= 7
    copy = next(one for one in found.values() if state_of(facts(one), one.steps) == "redaction")
    assert gathering.read(authority.id, copy.id)
    assert folders.sent_file(authority.id, copy) is None


def test_nobody_with_an_account_would_be_erased_or_held(told_world: Flask) -> None:
    accounts = set(db.session.scalars(db.select(Membership.person_id))) - {None}
    erased = db.session.scalars(db.select(RightsRequest.person_id).where(RightsRequest.kind == "erasure"))
    held = db.session.scalars(db.select(LegalHold.person_id))
    due = db.session.scalars(db.select(DueRecord.record_id))
    about = {*erased, *held, *due}
    assert len(about) == 5
    assert not about & accounts


def test_workers_find_what_waits_for_them(told_world: Flask) -> None:
    tasks = list(db.session.scalars(db.select(Task).where(Task.done_at.is_(None))))
    assert {"consent.unsettled", "consent.check", "competence.review", "files.taken_down", "retention.review"} <= {
        one.kind for one in tasks
    }
    assert any(one.due_on and one.due_on < local_today() for one in tasks)
    unsettled = next(one for one in tasks if one.kind == "consent.unsettled")
    assert unsettled.person_id and consent.standing(unsettled.person_id, "core.photograph").state == "unsettled"
    (link,) = db.session.scalars(db.select(Asking).where(Asking.by == "link"))
    assert (link.state, link.identity) == ("answered", "to_check") and link.answers
    forms = Counter(db.session.scalars(db.select(Asking.state).where(Asking.round_id.is_not(None))))
    assert forms["open"] >= 2 and forms["settled"] >= 2
    (kept_away,) = db.session.scalars(db.select(Relationship).where(Relationship.no_contact))
    assert kept_away.court_order and kept_away.flag_note


def test_messages_looks_and_what_is_due_are_there(told_world: Flask) -> None:
    states = set(db.session.scalars(db.select(Message.state)))
    assert states == {"sent", "dropped", "failed", "held"}
    me = db.session.scalar(db.select(RightsRequest.person_id).where(RightsRequest.way == "page"))
    assert me and len(told(me)) == 4
    assert {one.role for one in told(me)} == {"Participation worker", "Practitioner"}
    assert [one.state for one in db.session.scalars(db.select(DueRecord))] == ["waiting", "waiting"]


def test_a_second_load_adds_nothing(deployed: Deployment) -> None:
    loads = [CliRunner().invoke(heard, ["demo", "load", "--councils", "1", "--people", "70"]) for _ in range(2)]
    assert loads[0].exit_code == loads[1].exit_code == 0, loads[1].output
    assert loads[1].output.count(", 0 new people, 0 new records") == 3, loads[1].output


def test_many_made_up_councils_get_no_pictures(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "IN_FULL", 1)
    list(load(app, Size(people=20), date(2026, 11, 21)))
    with app.app_context():
        photos = {}
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                photos[authority.slug] = db.session.scalar(db.select(db.func.count(StoredFile.id)))
                assert db.session.scalar(db.select(db.func.count(Person.id)))
    assert sorted(photos.values()) == [0, 4]
