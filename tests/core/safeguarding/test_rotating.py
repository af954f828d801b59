"""New keys while others write, after a kill at any moment, and after the old ones were lost and came back."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from flask import Flask

from core.authority.resolve import Authority
from core.cli import doctor, heard
from core.cli import safeguarding as commands
from core.db import authority_scope, db, utcnow
from core.safeguarding.record import chronology, key_files, keys, rotating, seals
from core.safeguarding.record.verifying import verify
from core.safeguarding.store import CONCERNS, STORES, Store
from core.safeguarding.taking_in import Report, take_in
from core.safeguarding.telling import spool
from core.web.house import house

pytestmark = pytest.mark.both_databases
NOW = timedelta(0)


@pytest.fixture
def council(app: Flask) -> Any:
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        yield found


def raise_some(here: Authority, count: int, store: Store = CONCERNS, words: str = "It happened again") -> list[Any]:
    """Ids of new cases."""
    ids = []
    with authority_scope(here.id, write=True):
        for _ in range(count):
            ids.append(take_in(store, Report(id=uuid4(), words=words, how="page", raised_at=utcnow()))[0].id)
            db.session.commit()
    return ids


def words_of(here: Authority, store: Store = CONCERNS) -> list[Any]:
    """What every case of the store says first."""
    with authority_scope(here.id):
        cases = db.session.query(store.case).order_by(store.case.number)
        return [(chronology.read(store, case)[0].body or {}).get("words") for case in cases]


def test_everything_is_sealed_anew_and_the_older_key_goes(council: Authority) -> None:
    for store in STORES.values():
        raise_some(council, 3, store)
    before = keys.of(council.id)
    done = rotating.rotate(council)
    assert (done.anew, done.left, done.is_finished) == (6, 0, False), "somebody may still be using the older key"
    assert before.seal[0] in keys.of(council.id).seal
    assert rotating.finish(council, NOW).is_finished
    now = keys.of(council.id)
    assert len(now.seal) == 1 and now.seal[0] != before.seal[0]
    assert words_of(council) == ["It happened again"] * 3
    assert verify(council).breaks == (), "what the older key marked is still known"


def test_a_rotation_that_goes_on_makes_no_second_key(council: Authority) -> None:
    raise_some(council, 1)
    rotating.rotate(council)
    first = keys.of(council.id)
    rotating.rotate(council)
    assert keys.of(council.id) == first


def test_nobody_has_to_stop_writing(app: Flask, council: Authority) -> None:
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with app.app_context():
                store = list(STORES.values())[number % 2]
                for case_id in raise_some(council, 5, store):
                    with authority_scope(council.id, write=True):
                        case = chronology.locked(store, case_id)
                        chronology.append(store, case, "note", {"words": "and then"}, by=None)
                        db.session.commit()
        except BaseException as failure:
            failures.append(failure)

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        rotating.rotate(council)
    assert failures == []
    rotating.rotate(council)
    assert rotating.finish(council, NOW).is_finished
    assert [words_of(council, store) for store in STORES.values()] == [["It happened again"] * 10] * 2
    verdict = verify(council)
    assert (verdict.entries, verdict.breaks) == (40, ())


@pytest.mark.parametrize("after", [0, 1, 3, 5])
def test_killed_in_the_middle_it_goes_on(council: Authority, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before the first batch, between two, and with one written and not kept."""
    raise_some(council, 5)
    seals_made(council)
    monkeypatch.setattr(rotating, "AT_ONCE", 1)
    db.engine.dispose()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            _die_after(after, council)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert len(keys.of(council.id).seal) == 2
    assert words_of(council) == ["It happened again"] * 5
    rotating.rotate(council)
    assert rotating.finish(council, NOW).is_finished
    assert words_of(council) == ["It happened again"] * 5 and verify(council).breaks == ()


def _die_after(batches: int, council: Authority) -> None:
    batch, done = rotating._batch, [0]

    def dying(*args: Any) -> Any:
        if done[0] == batches:
            os.kill(os.getpid(), signal.SIGKILL)
        done[0] += 1
        found = batch(*args)
        db.session.flush()
        if done[0] == batches:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    rotating._batch = dying  # this process ends here
    rotating.rotate(council)
    os.kill(os.getpid(), signal.SIGKILL)


def seals_made(here: Authority) -> None:
    """Seal what there is."""
    with authority_scope(here.id, write=True):
        seals.make(here)
        db.session.commit()


def test_with_the_keys_lost_what_is_said_is_still_taken_in_and_the_old_come_back(
    council: Authority, tmp_path: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_some(council, 2)
    seals_made(council)
    assert list(key_files.faulty(council)) == []
    kept = tmp_path / "kept.json"
    keys.file_of(council.id).rename(kept)
    (told,) = key_files.faulty(council)
    assert "return-keys" in told and "2" not in told.replace(str(keys.file_of(council.id)), "")
    raise_some(council, 1, words="Still heard")
    (told,) = key_files.faulty(council)
    assert "used before are not there" in told, "the new file is not the old one"
    assert any(one.store == "concerns" for one in verify(council).breaks)
    assert not rotating.finish(council, NOW).is_finished or len(keys.of(council.id).seal) == 1
    run = command(app, monkeypatch)
    assert run("return-keys", str(kept), "--authority", "ashdown").exit_code == 0
    assert words_of(council) == ["It happened again"] * 2 + ["Still heard"]
    assert list(key_files.faulty(council)) == [] and verify(council).breaks == ()
    assert rotating.finish(council, NOW).is_finished and len(words_of(council)) == 3


def test_keys_that_are_missing_are_never_the_reason_to_drop_others(council: Authority) -> None:
    raise_some(council, 1)
    keys.file_of(council.id).unlink()
    raise_some(council, 1)
    done = rotating.rotate(council)
    assert (done.anew, done.left) == (1, 1) and not rotating.finish(council, NOW).is_finished


def test_files_that_others_can_read_are_told(council: Authority) -> None:
    file, folder = keys.file_of(council.id), keys.folder()
    keys.of(council.id)
    assert list(key_files.open_to_others(folder)) == []
    file.chmod(0o644)
    folder.chmod(0o755)
    found = list(key_files.open_to_others(folder))
    assert len(found) == 2 and f"chmod 600 {file}" in "".join(found)


def test_a_broken_file_of_keys_is_told(council: Authority) -> None:
    keys.of(council.id)
    keys.file_of(council.id).write_text("{")
    (told,) = key_files.faulty(council)
    assert "cannot be read" in told


def test_doctor_says_so(app: Flask, council: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.of(council.id)
    here = house().deployment
    assert [one.state for one in doctor._keys(app, here)] == ["well"]
    keys.file_of(council.id).chmod(0o640)
    assert [one.state for one in doctor._keys(app, here)] == ["fault"]


def test_the_spool_keeps_its_older_key_while_something_waits(council: Authority) -> None:
    spool.put("ashdown", {"kind": "report", "words": "x"}, uuid4())
    assert not rotating.rotate_spool()
    keys.change(spool.KEYS, lambda now: keys.Keys(now.seal, now.mark, "2020-01-01T00:00:00+00:00"))
    assert not rotating.rotate_spool() and len(keys.of(spool.KEYS).seal) == 2
    for file in spool.root().rglob(f"*{spool.ENDING}"):
        file.unlink()
    assert rotating.rotate_spool() and len(keys.of(spool.KEYS).seal) == 1


def test_the_command(app: Flask, council: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    raise_some(council, 1)
    run = command(app, monkeypatch)
    assert "within two hours" in run("rotate", "--authority", "ashdown").output
    assert run("rotate").exit_code == 1
    assert run("rotate", "--all").exit_code == 0
    sealed = run("seal", "--authority", "ashdown")
    assert sealed.exit_code == 0 and "seal 1, " in sealed.output


def command(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The commands in the test's own application."""
    monkeypatch.setattr(commands, "create_app", lambda deployment: app)
    monkeypatch.setattr(commands, "deployment", lambda: None)
    return lambda *words: CliRunner().invoke(heard, ["safeguarding", *words])
