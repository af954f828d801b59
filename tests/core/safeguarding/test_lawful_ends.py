"""How what was said may end by law: kept for its time, destroyed by a lead, taken along; and what a copy never has."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
import time_machine
from click.testing import CliRunner

from core.authority.resolve import Authority
from core.cli import heard
from core.cli import leaving as leaving_commands
from core.clock import local_today
from core.data_rights import grave, holdings
from core.data_rights.erase import erase
from core.data_rights.retention.job import at_night
from core.data_rights.retention.models import DueRecord, LegalHold
from core.data_rights.subject import subject_of
from core.db import authority_scope, db, utcnow
from core.people.models import Person
from core.safeguarding.models import AllegationBody, ConcernBody, ConcernPart
from core.safeguarding.record import chronology, destroying, keys, leaving, seals
from core.safeguarding.record.verifying import verify
from core.safeguarding.store import CONCERNS, STORES, Store
from core.safeguarding.taking_in import Report, take_in
from core.testing.apps import World
from core.web.house import house

DESK = "/ashdown/safeguarding"
CANARY = "canary-7733"
STEPS = ("acknowledged", "triaged", "decided", "closed")


@pytest.fixture
def council(world: World) -> Authority:
    """Ashdown; no context is open, because browsers open their own."""
    with world.app.app_context():
        found = house().authorities.find("ashdown")
    assert found is not None
    return found


@pytest.fixture
def within(world: World) -> Iterator[None]:
    """The application's context, for tests without a browser."""
    with world.app.app_context():
        yield


def whole(world: World, here: Authority) -> bool:
    """Say whether nothing is broken."""
    with world.app.app_context():
        return verify(here).breaks == ()


def a_case(world: World, here: Authority, *, closed: bool = True, person: Any = None, store: Store = CONCERNS) -> Any:
    """The id of a case that says the canary."""
    with world.app.app_context(), authority_scope(here.id, write=True):
        people = ((person, "child"),) if person else ()
        report = Report(id=uuid4(), words=CANARY, how="page", raised_at=utcnow(), people=people)
        case, _ = take_in(store, report)
        for kind in (*STEPS[:3], *(("closing",) if store.two_to_close else ()), STEPS[3]) if closed else ():
            chronology.append(store, case, kind, {"why": f"{CANARY} {kind}"}, by=None)
        db.session.commit()
        return case.id


def young(world: World) -> Any:
    return world.people["ashdown", "young_person"].person_id


@pytest.fixture
def later() -> Any:
    """76 years on: the councils of tests keep cases for 75."""
    with time_machine.travel(utcnow() + timedelta(days=76 * 366), tick=True) as clock:
        yield clock


def test_destroyed_it_says_nothing_and_the_chain_still_holds(world: World, council: Authority, within: None) -> None:
    case_id = a_case(world, council, person=uuid4())
    with authority_scope(council.id, write=True):
        seals.make(council)
        case = chronology.locked(CONCERNS, case_id)
        old_key = case.sealed_key
        destroying.destroy(CONCERNS, case, "Its time is over", by=uuid4(), role="safeguarding_lead")
        db.session.commit()
        entries = chronology.read(CONCERNS, db.session.get_one(CONCERNS.case, case_id))
        assert [one.body for one in entries[:-1]] == [None] * 5 and entries[-1].body == {"why": "Its time is over"}
        assert db.session.scalars(sa.select(ConcernPart.id)).all() == [] and old_key != case.sealed_key
        assert case.raised_by_user_id is None and case.decision == ""
    assert verify(council).breaks == ()


def test_words_that_somebody_took_away_are_no_lawful_end(world: World, council: Authority, within: None) -> None:
    case_id = a_case(world, council)
    with authority_scope(council.id, write=True):
        db.session.execute(sa.delete(ConcernBody).where(ConcernBody.case_id == case_id))
        db.session.commit()
    assert {one.seq for one in verify(council).breaks} == {1, 2, 3, 4, 5}


def test_a_lead_looks_and_then_it_goes(world: World, council: Authority, later: Any) -> None:
    later.shift(timedelta(days=-76 * 366))
    case_id, other = a_case(world, council), a_case(world, council, closed=False)
    lead = world.browser("safeguarding_lead")
    assert "Nothing is due" in lead.get(f"{DESK}/keeping").get_data(as_text=True)
    later.shift(timedelta(days=76 * 366))
    lead = world.browser("safeguarding_lead")
    shown = lead.get(f"{DESK}/keeping").get_data(as_text=True)
    assert str(case_id) in shown and str(other) not in shown
    one = f"{DESK}/keeping/concerns/{case_id}"
    assert "Say why" in lead.submit(one, {"act": "destroy", "why": " "}).get_data(as_text=True)
    assert lead.submit(one, {"act": "destroy", "why": "35 years"}).status_code == 302
    assert lead.get(one).status_code == 302, "a second click finds nothing due"
    assert CANARY not in lead.get(f"{DESK}/concerns/{case_id}").get_data(as_text=True)
    assert whole(world, council)


def test_a_lead_may_keep_it_longer(world: World, council: Authority, later: Any) -> None:
    later.shift(timedelta(days=-76 * 366))
    case_id = a_case(world, council)
    later.shift(timedelta(days=76 * 366))
    lead, one = world.browser("safeguarding_lead"), f"{DESK}/keeping/concerns/{case_id}"
    until = local_today() + timedelta(days=400)
    days = [str(until.day), str(until.month), str(until.year)]
    answer = lead.submit(one, {"act": "keep", "why": "An inquiry", "until": days})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    assert "Nothing is due" in lead.get(f"{DESK}/keeping").get_data(as_text=True)
    later.shift(timedelta(days=401))
    assert str(case_id) in world.browser("safeguarding_lead").get(f"{DESK}/keeping").get_data(as_text=True)


def test_a_legal_hold_keeps_it(world: World, council: Authority, later: Any) -> None:
    later.shift(timedelta(days=-76 * 366))
    case_id = a_case(world, council, person=young(world))
    with world.app.app_context(), authority_scope(council.id, write=True):
        db.session.add(LegalHold(person_id=young(world), reason="A court"))
        db.session.commit()
    later.shift(timedelta(days=76 * 366))
    lead = world.browser("safeguarding_lead")
    assert str(case_id) not in lead.get(f"{DESK}/keeping").get_data(as_text=True)


def test_nobody_but_leads_sees_what_is_due_or_the_seals(world: World, council: Authority) -> None:
    case_id = a_case(world, council)
    for role in ("local_admin", "data_protection_officer", "worker", "practitioner", "young_person"):
        browser = world.browser(role)
        for page in ("keeping", f"keeping/concerns/{case_id}", "seals", "seals.csv"):
            assert browser.get(f"{DESK}/{page}").status_code == 404, (role, page)


def test_no_list_of_what_is_due_names_a_case(world: World, council: Authority, later: Any) -> None:
    later.shift(timedelta(days=-76 * 366))
    a_case(world, council)
    later.shift(timedelta(days=76 * 366))
    with world.app.app_context(), authority_scope(council.id, write=True):
        at_night(council, local_today())
        kinds = set(db.session.scalars(sa.select(DueRecord.kind)))
    assert not [kind for kind in kinds if "concern" in kind or "case" in kind]


def test_the_seals_are_there_to_print_and_to_keep(world: World, council: Authority) -> None:
    a_case(world, council)
    lead = world.browser("safeguarding_lead")
    assert "Not sealed yet" in lead.get(f"{DESK}/seals").get_data(as_text=True)
    with world.app.app_context(), authority_scope(council.id, write=True):
        made = seals.make(council)
        db.session.commit()
    assert made is not None and made.root in lead.get(f"{DESK}/seals.csv").get_data(as_text=True)
    assert made.root[:16] in lead.get(f"{DESK}/seals").get_data(as_text=True)


def test_erasing_a_person_says_nothing_of_a_case_and_keeps_it(world: World, council: Authority, within: None) -> None:
    person = young(world)
    a_case(world, council, person=person)
    with authority_scope(council.id, write=True):
        subject, here = subject_of(str(person)), house()
        lines = erase(council, subject, here.hooks, list(here.plugins), True)
        db.session.commit()
        told = str([(line.owner, line.erased) for line in lines]).casefold()
        assert not any(word in told for word in ("concern", "case", "safeguarding", "allegation"))
        assert db.session.get(Person, person) is None
        assert db.session.scalars(sa.select(ConcernPart.person_id)).all() == [person], "an id that names nobody"
    assert verify(council).breaks == ()


def test_an_ordinary_copy_and_an_unreleased_one_have_nothing_of_it(
    world: World, council: Authority, within: None
) -> None:
    a_case(world, council, person=young(world))
    with authority_scope(council.id):
        subject = subject_of(str(young(world)))
        told = json.dumps([str(part) for part in (*holdings.parts(subject), *grave.parts(subject, uuid4()))])
    assert CANARY not in told and "keep you safe" not in told


@pytest.fixture
def moved(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The commands of a leaving council in the test's own application."""
    monkeypatch.setattr(leaving_commands, "create_app", lambda deployment: world.app)
    monkeypatch.setattr(leaving_commands, "deployment", lambda: None)
    return lambda *words: CliRunner().invoke(heard, ["authority", *words])


def test_a_council_that_leaves_takes_its_cases_along_for_its_leads_alone(
    world: World, council: Authority, moved: Callable[..., Any], tmp_path: Path, within: None
) -> None:
    for store in STORES.values():
        a_case(world, council, person=young(world), store=store)
    key_file, out, opened = tmp_path / "keys.json", tmp_path / "out.zip", tmp_path / "opened.jsonl"
    done = moved("export", "ashdown", "--out", str(out))
    assert done.exit_code == 0, done.output
    key_file.write_bytes(keys.file_of(council.id).read_bytes())
    with ZipFile(out) as archive:
        names = archive.namelist()
        assert not [name for name in names if "concern" in name or "allegation" in name or "core_case" in name]
        assert all(CANARY.encode() not in archive.read(name) for name in names)
        assert not any(b"core_concern" in archive.read(name) for name in names if name != "council/authority.toml")
        sealed = archive.read("safeguarding.sealed")
    assert 2**20 <= len(sealed) < 2**20 + 200_000, "its size tells nothing"
    (tmp_path / "safeguarding.sealed").write_bytes(sealed)
    told = CliRunner().invoke(
        heard,
        ["safeguarding", "open", str(tmp_path / "safeguarding.sealed"), "--keys", str(key_file), "--out", str(opened)],
    )
    assert told.exit_code == 0, told.output
    assert opened.read_text().count(f'"{CANARY}"') == 2
    digest = next(line for line in done.output.splitlines() if line.startswith("sha256: ")).removeprefix("sha256: ")
    counted = moved("remove", "ashdown")
    assert "concern" not in counted.output and "core_case" not in counted.output
    gone = moved("remove", "ashdown", "--export-hash", digest, "--apply")
    assert gone.exit_code == 0, gone.output
    assert "concern" not in gone.output
    verdict = verify(council)
    assert (verdict.breaks, verdict.cases) == ((), 2) and verdict.entries >= 13, "the entries stay"
    with authority_scope(council.id):
        for body in (ConcernBody, AllegationBody):
            assert db.session.scalar(sa.select(sa.func.count(body.id))) == 1
    assert keys.of(council.id).seal[0] not in key_file.read_text()
    assert moved("remove", "ashdown", "--export-hash", digest, "--apply").exit_code == 0, "a second time is no harm"


def test_what_is_closed_is_every_table_of_safeguarding_but_the_checks_of_adults() -> None:
    names = {one.__tablename__ for one in leaving.closed_models()}
    assert {"core_concern", "core_allegation_bar", "core_case_alarm", "core_case_seal"} <= names
    assert leaving.KEPT.keys() <= names
