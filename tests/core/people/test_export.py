"""Taking people out as a spreadsheet: who sees which columns, that nothing runs, and that it is written down."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import select

from core.audit import AuditEntry
from core.consent.models import Entry
from core.db import authority_scope, bulk_insert, db, utcnow
from core.people.exporting import A_PIECE, DETAILS, NEEDS, SEEN_BY_ALL
from core.people.models import Organisation, Person
from core.testing.apps import World, sign_in
from core.testing.browsing import PageClient
from core.web.house import house

EXPORT = "/ashdown/people/export/"
WHY = {"why": "Letters home"}


def _plant(client: PageClient, *people: dict[str, Any], slug: str = "ashdown") -> None:
    with client.application.app_context():
        council = house().authorities.find(slug)
    assert council is not None
    with client.application.app_context(), authority_scope(council.id, write=True):
        for person in people:
            db.session.add(Person(**person))
        db.session.commit()


def house_of(client: PageClient) -> Any:
    with client.application.app_context():
        return house()


def _taken(client: PageClient, **chosen: Any) -> list[dict[str, str]]:
    answer = client.submit(EXPORT, {**WHY, **chosen})
    assert answer.status_code == 200 and answer.mimetype == "text/csv", answer.get_data(as_text=True)[:2000]
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"), newline="")))


def _written_down(client: PageClient) -> list[AuditEntry]:
    council = house_of(client).authorities.find("ashdown")
    with client.application.app_context(), authority_scope(council.id):
        found = list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "people.exported")))
        db.session.expunge_all()
        return found


@pytest.fixture
def worker(client: PageClient) -> PageClient:
    """A signed-in worker of Ashdown."""
    sign_in(client, "worker", name="Wanda Worker")
    return client


@pytest.mark.both_databases
def test_a_list_is_taken_out_safely_and_written_down(worker: PageClient) -> None:
    _plant(
        worker,
        {"name": "Zoë Marsh", "kind": "partner", "phone": "+44 7700 900123", "email": "@zoe", "known_as": "=cmd|x"},
        {"name": "-Ben", "heard_how": "By drawing", "access_needs": "A quiet room"},
    )
    answer = worker.submit(EXPORT, WHY)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=ashdown-people-20")
    assert "no-store" in answer.headers["Cache-Control"]
    ben, _, zoe = list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert (zoe["name"], zoe["phone"], zoe["email"], zoe["known_as"]) == (
        "Zoë Marsh",
        "'+44 7700 900123",
        "'@zoe",
        "'=cmd|x",
    )
    assert ben["name"] == "'-Ben" and tuple(ben) == (*SEEN_BY_ALL, *DETAILS)
    assert b"quiet room" not in answer.data and b"By drawing" not in answer.data
    [entry] = _written_down(worker)
    assert entry.why == "Letters home" and entry.detail["people"] == 3 and entry.by_user_id
    assert "Zo" not in str(entry.detail)


def test_how_to_reach_somebody_is_told_only_while_they_agree_to_it(worker: PageClient) -> None:
    reach = {"phone": "07700 900456", "email": "kit@home.example", "born_on": date(2009, 1, 1)}
    _plant(worker, {"name": "Kit Larch", **reach}, {"name": "Lou Larch", **reach})
    council = house_of(worker).authorities.find("ashdown")

    def says(state: str, seq: int, *ways: str) -> None:
        with worker.application.app_context(), authority_scope(council.id, write=True):
            kit = db.session.scalars(select(Person.id).where(Person.name == "Kit Larch")).one()
            line = Entry(person_id=kit, purpose="core.contact", state=state, voice="own", options=list(ways), seq=seq)
            line.said_on = date(2026, 1, 1)
            db.session.add(line)
            db.session.commit()

    def told() -> list[tuple[str, str]]:
        rows = {row["name"]: (row["email"], row["phone"]) for row in _taken(worker)}
        assert rows["Lou Larch"] == ("", ""), "nobody asked Lou"
        return [rows["Kit Larch"]]

    assert told() == [("", "")]
    says("given", 1, "email")
    assert told() == [("kit@home.example", "")]
    says("given", 2, "email", "text")
    assert told() == [("kit@home.example", "07700 900456")]
    says("withdrawn", 3)
    assert told() == [("", "")]


def test_a_reason_is_asked_for(worker: PageClient) -> None:
    page = worker.submit(EXPORT, {}).get_data(as_text=True)
    assert "Say what the list is for" in page and 'href="#why"' in page
    assert _written_down(worker) == []
    people = worker.get("/ashdown/people/").get_data(as_text=True)
    assert f'href="{EXPORT}"' in people


def test_each_role_takes_out_what_it_may_see(world: World) -> None:
    _plant(world.browser("worker"), {"name": "Ben Carter", "access_needs": "A quiet room", "phone": "01632 960111"})
    columns = {
        "worker": (*SEEN_BY_ALL, *DETAILS),
        "practitioner": (*SEEN_BY_ALL, *DETAILS),
        "safeguarding_lead": (*SEEN_BY_ALL, *DETAILS, *NEEDS),
        "local_admin": SEEN_BY_ALL,
    }
    for role, expected in columns.items():
        assert tuple(_taken(world.browser(role))[0]) == expected, role
    for role in ("young_person", "parent_carer", "decision_maker"):
        assert world.browser(role).get(EXPORT).status_code == 404


def test_filters_narrow_and_other_councils_and_merged_records_stay_out(world: World) -> None:
    worker = world.browser("worker")
    _plant(worker, {"name": "Of Brackwell"}, slug="brackwell")
    worker.submit("/ashdown/people/organisations/add", {"name": "Elm School"})
    council = house_of(worker).authorities.find("ashdown")
    with worker.application.app_context(), authority_scope(council.id, write=True):
        school = db.session.scalars(select(Organisation).where(Organisation.name == "Elm School")).one()
        kept = Person(name="At Elm", organisation_id=school.id)
        db.session.add(kept)
        db.session.flush()
        db.session.add(Person(name="Folded In", organisation_id=school.id, merged_into_id=kept.id))
        db.session.add(Person(name="Has Left", organisation_id=school.id, left_on=utcnow().date()))
        db.session.commit()
        school_id = str(school.id)
    everybody = [row["name"] for row in _taken(worker, left_too="y")]
    assert "Of Brackwell" not in everybody and "Folded In" not in everybody and "Has Left" in everybody
    found = _taken(worker, organisation_id=school_id)
    assert [(row["name"], row["organisation"]) for row in found] == [("At Elm", "Elm School")]
    assert [row["name"] for row in _taken(worker, organisation_id=school_id, kind="worker")] == []


@pytest.mark.both_databases
def test_a_long_list_comes_whole_in_pieces(worker: PageClient) -> None:
    council = house_of(worker).authorities.find("ashdown")
    with worker.application.app_context(), authority_scope(council.id, write=True):
        names = (f"same name {number % 7}" for number in range(A_PIECE * 5 + 3))
        bulk_insert(Person, [{"name": name, "sort_name": name, "find_text": name, "kind": "partner"} for name in names])
        db.session.commit()
    answer = worker.submit(EXPORT, {**WHY, "kind": "partner"})
    assert answer.data.count(b"\r\n") == A_PIECE * 5 + 4
    assert [entry.detail["people"] for entry in _written_down(worker)] == [A_PIECE * 5 + 3]


def test_the_first_piece_is_sent_before_the_rest_is_read_and_holds_nobody_up(worker: PageClient) -> None:
    _plant(worker, {"name": "Ben Carter"})
    form: dict[str, Any] = {}
    keep = worker.post
    worker.post = lambda target, data: form.update(data) or keep("/ashdown/nowhere/")  # type: ignore[method-assign]
    worker.submit(EXPORT, WHY)
    worker.post = keep  # type: ignore[method-assign]
    answer = worker.post(EXPORT, data=form, buffered=False)
    waiting = answer.iter_encoded()
    assert next(waiting).startswith(b"\xef\xbb\xbfname,")
    _plant(worker, {"name": "Added Meanwhile"})
    assert b"Added Meanwhile" in b"".join(waiting)
