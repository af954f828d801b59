"""Whatever somebody does to what was written is found where it was done; what nobody touched is whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from flask import Flask

from core.authority.resolve import Authority
from core.cli import heard
from core.cli import safeguarding as commands
from core.db import authority_scope, db, utcnow
from core.safeguarding.record import chronology, keys, seal_file, seals
from core.safeguarding.record.verifying import Verdict, verify
from core.safeguarding.store import ALLEGATIONS, CONCERNS, STORES, Store
from core.safeguarding.taking_in import Report, take_in
from core.web.house import house
from tests.core.safeguarding.tampering import KINDS, Attack, Owner, Row, is_found

pytestmark = pytest.mark.both_databases
CASES, SAMPLE, ALL = 5, 60, 1000


@dataclass
class Written:
    """A council with cases in both stores, sealed twice, and the database as it was in between."""

    authority: Authority
    owner: Owner
    older: dict[str, list[Row]]
    now: dict[str, list[Row]]

    def verdict(self) -> Verdict:
        """What verifying says now."""
        return verify(self.authority)


def raise_one(store: Store, words: str = "Somebody shouts at me") -> Any:
    """Take a report in; the caller commits."""
    return take_in(store, Report(id=uuid4(), words=words, how="page", raised_at=utcnow()))[0]


def write_on(store: Store, case_id: Any) -> None:
    """The usual steps, and a note after each."""
    for kind in ("acknowledged", "triaged", "decided"):
        case = chronology.locked(store, case_id)
        chronology.append(store, case, kind, {"why": f"because {kind}"}, by=uuid4(), role="safeguarding_lead")
        chronology.append(store, case, "note", {"words": "A note"}, by=None, occurred_at=utcnow())
        db.session.commit()


def council(app: Flask) -> Authority:
    """Ashdown."""
    found = house().authorities.find("ashdown")
    assert found is not None
    return found


@pytest.fixture
def written(app: Flask) -> Iterator[Written]:
    with app.app_context():
        here = council(app)
        with authority_scope(here.id, write=True):
            first = [(store, raise_one(store).id) for store in STORES.values() for _ in range(CASES)]
            db.session.commit()
            seals.make(here)
            db.session.commit()
        owner = Owner(house().deployment.database_owner_url)
        older = owner.everything()
        with authority_scope(here.id, write=True):
            for store, case_id in first:
                write_on(store, case_id)
            for store in STORES.values():
                raise_one(store)
                write_on(store, raise_one(store).id)
            seals.make(here)
            db.session.commit()
        yield Written(here, owner, older, owner.everything())
        owner.engine.dispose()


def test_what_nobody_touched_is_whole(written: Written) -> None:
    verdict = written.verdict()
    assert verdict.breaks == ()
    assert (verdict.cases, verdict.seals) == (2 * (CASES + 2), 2)
    assert verdict.entries == 2 * ((CASES + 1) * 7 + 1)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("count", [SAMPLE, pytest.param(ALL, marks=pytest.mark.drill)])
def test_every_planted_tampering_is_found_where_it_was_done(written: Written, count: int) -> None:
    missed = []
    for number in range(count):
        random, kind = Random(number), KINDS[number % len(KINDS)]
        where = kind(Attack(random, written.owner, written.older))
        if not is_found(where, written.verdict().breaks):
            missed.append((kind.__name__, number, where))
        written.owner.restore(written.now)
    assert missed == []
    assert written.verdict().breaks == (), "what was put back is whole"


def test_a_break_never_tells_what_was_said(written: Written) -> None:
    for kind in KINDS[:12]:
        kind(Attack(Random(1), written.owner, written.older))
    told = str(written.verdict().breaks)
    assert "Somebody shouts" not in told and "because" not in told


def test_a_chain_written_anew_is_told_from_the_first_forged_entry(written: Written) -> None:
    """The seal on each entry says where the forgery begins, though every hash fits."""
    rewrite = next(kind for kind in KINDS if kind.__name__ == "rewrite")
    for number in range(5):
        store, case_id, seq = rewrite(Attack(Random(number), written.owner, written.older))
        forged = [one.seq for one in written.verdict().breaks if one.case_id == case_id and one.seq]
        assert min(forged) == seq
        written.owner.restore(written.now)


def test_taking_in_goes_on_after_any_tampering(written: Written) -> None:
    for number, kind in enumerate(KINDS):
        kind(Attack(Random(number), written.owner, written.older))
        with authority_scope(written.authority.id, write=True):
            for store in STORES.values():
                assert raise_one(store, "Still heard").number > 0
            db.session.commit()
        written.owner.restore(written.now)


def test_an_end_that_was_forged_is_never_sealed(written: Written) -> None:
    cut = next(kind for kind in KINDS if kind.__name__ == "add_entry")
    _, case_id, _ = cut(Attack(Random(3), written.owner, written.older))
    with authority_scope(written.authority.id, write=True):
        made = seals.make(written.authority, anyway=True)
        db.session.commit()
    assert made is not None and str(case_id) not in str(made.ends)


def test_nothing_new_needs_no_seal_and_a_lost_row_or_file_is_brought_back(written: Written) -> None:
    with authority_scope(written.authority.id, write=True):
        assert seals.make(written.authority) is None
        db.session.commit()
        written.owner.restore(written.older)  # the second seal's row is gone, its line is there
        seals.make(written.authority, anyway=True)
        db.session.commit()
        assert [one.number for one in seals.in_database()] == [1, 2, 3]
        seal_file.place(written.authority.id).unlink()
        seals.make(written.authority, anyway=True)
        db.session.commit()
    assert [one.number for one in seal_file.read(written.authority.id)] == [1, 2, 3, 4]


def test_a_line_cut_off_by_a_crash_is_no_break(written: Written) -> None:
    with seal_file.place(written.authority.id).open("ab") as file:
        file.write(b'{"number":3,"at":"2026')
    assert written.verdict().breaks == ()
    with authority_scope(written.authority.id, write=True):
        seals.make(written.authority, anyway=True)
        db.session.commit()
    verdict = written.verdict()
    assert (verdict.breaks, verdict.seals) == ((), 3)


def test_a_seal_taken_out_of_the_file_is_missed(written: Written) -> None:
    place = seal_file.place(written.authority.id)
    place.write_bytes(place.read_bytes().splitlines(keepends=True)[1])
    assert [(one.store, one.seq) for one in written.verdict().breaks][:1] == [("seals", 1)]


def test_while_others_write_nothing_seems_broken(app: Flask) -> None:
    with app.app_context():
        here = council(app)
        stop, failures = list[bool](), list[BaseException]()

        def write(number: int) -> None:
            try:
                with app.app_context(), authority_scope(here.id, write=True):
                    store = (CONCERNS, ALLEGATIONS)[number % 2]
                    for _ in range(6):
                        case_id = raise_one(store).id
                        db.session.commit()
                        write_on(store, case_id)
                        seals.make(here) if number == 0 else None
                        db.session.commit()
            except BaseException as failure:
                failures.append(failure)
            finally:
                stop.append(True)

        threads = [Thread(target=write, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        verdicts = []
        while len(stop) < len(threads):
            verdicts.append(verify(here))
        for thread in threads:
            thread.join()
        assert failures == []
        assert [one for verdict in verdicts for one in verdict.breaks] == []
        last = verify(here)
        assert (last.cases, last.entries, last.breaks) == (24, 24 * 7, ())


def command(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The commands in the test's own application."""
    monkeypatch.setattr(commands, "create_app", lambda deployment: app)
    monkeypatch.setattr(commands, "deployment", lambda: None)
    return lambda *words: CliRunner().invoke(heard, ["safeguarding", *words])


def test_the_command_ends_with_1_and_names_the_place(
    written: Written, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = command(app, monkeypatch)
    told = run("verify", "--authority", "ashdown")
    root = seal_file.read(written.authority.id)[-1].root
    assert told.exit_code == 0 and "whole" in told.output and root in told.output
    remove = next(kind for kind in KINDS if kind.__name__ == "remove_entry")
    store, case_id, seq = remove(Attack(Random(1), written.owner, written.older))
    told = run("verify")
    assert told.exit_code == 1 and f"{store}, case {case_id}, entry {seq}: " in told.output
    assert run("verify", "--authority", "nowhere").exit_code == 1


def test_the_keys_are_not_in_the_database(written: Written) -> None:
    own = keys.of(written.authority.id)
    stored = str(written.now)
    assert not any(key in stored for key in (*own.seal, *own.mark))
