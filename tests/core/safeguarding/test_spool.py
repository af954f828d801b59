"""What waits in the spool is taken in exactly once, wherever a process dies; what cannot be read is put aside."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from core.authority.resolve import Authority
from core.db import db, utcnow
from core.safeguarding.record import chronology, keys
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.safeguarding.taking_in import Report
from core.safeguarding.telling import draining, receipts, spool
from core.safeguarding.telling.draining import drain
from core.safeguarding.telling.plain_reports import plain_report

WORDS = "canary-4711: somebody hurts me"


class Killed(BaseException):
    """Stands for a kill -9: nothing after it runs, but for what the kernel does."""


def report(words: str = WORDS, report_id: UUID | None = None, **answers: Any) -> Report:
    made = report_id or uuid4()
    code = receipts.hash_of(receipts.code_for(made))
    return Report(id=made, words=words, how="page", raised_at=utcnow(), answers=answers, receipt_hash=code)


def put(council: Authority, one: Report, store: Store = CONCERNS) -> None:
    spool.put(council.slug, plain_report(store, one), one.id)


def files() -> list[Path]:
    return sorted(one for one in spool.root().rglob("*") if one.is_file())


def count(store: Store = CONCERNS) -> int:
    return int(db.session.scalar(select(func.count(store.case.id))) or 0)


def words_of(case_id: UUID, store: Store = CONCERNS) -> list[str]:
    case = db.session.get(store.case, case_id)
    return [str((one.body or {}).get("words")) for one in chronology.read(store, case)]


def test_a_file_is_sealed_and_for_its_owner_alone(ashdown: Authority) -> None:
    put(ashdown, report())
    (file,) = files()
    assert b"canary" not in file.read_bytes() and file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.both_databases
def test_what_waited_is_taken_in_whole_with_its_code(ashdown: Authority) -> None:
    one = report("x\x00\U0001f648\ud800\n  y  ", safe="no")
    put(ashdown, one)
    assert drain(ashdown) == 1 and files() == []
    found = receipts.find(receipts.code_for(one.id))
    assert found is not None and found[1].id == one.id and found[1].how == "spool"
    (first,) = chronology.read(*found)
    assert first.body is not None and (first.body["words"], first.body["safe"]) == (one.words, "no")


def test_an_allegation_goes_to_its_own_store(ashdown: Authority) -> None:
    put(ashdown, report(), ALLEGATIONS)
    drain(ashdown)
    assert (count(), count(ALLEGATIONS)) == (0, 1)


def test_the_same_sent_twice_is_one_file_and_other_words_are_kept_beside(ashdown: Authority) -> None:
    one = report()
    put(ashdown, one)
    put(ashdown, report(report_id=one.id))
    put(ashdown, report("And there is more", report_id=one.id))
    assert len(files()) == 2 and drain(ashdown) == 2 and count() == 1
    assert sorted(words_of(one.id)) == sorted([WORDS, "And there is more"])


@pytest.mark.parametrize("point", ["_write", "Path.replace"])
def test_a_death_before_the_name_stands_leaves_nothing_half(
    ashdown: Authority, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    """Nobody was told yet: the author has no receipt, and sends again."""

    def die(*args: Any) -> None:
        raise Killed

    one = report()
    with monkeypatch.context() as patched:
        patched.setattr(spool, "_write", die) if point == "_write" else patched.setattr(Path, "replace", die)
        with pytest.raises(Killed):
            put(ashdown, one)
    assert drain(ashdown) == 0 and count() == 0
    put(ashdown, one)
    assert drain(ashdown) == 1 and count() == 1


@pytest.mark.parametrize("point", ["before", "after", "in the middle"])
def test_a_death_while_draining_neither_loses_nor_doubles(
    ashdown: Authority, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    one = report()
    put(ashdown, one)

    def die(*args: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        if point == "before":
            patched.setitem(draining.TAKERS, "report", die)
        elif point == "in the middle":
            patched.setattr(draining.enclosures, "keep_all", die)
        else:
            patched.setattr(spool, "remove", die)
        with pytest.raises(Killed):
            drain(ashdown)
    assert len(files()) == 1
    drain(ashdown)
    assert files() == [] and count() == 1 and words_of(one.id) == [WORDS]


def test_a_file_that_does_not_open_is_put_aside_and_told_without_content(
    ashdown: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    put(ashdown, report())
    keys.folder().joinpath("spool.json").unlink()
    good = report("Another")
    put(ashdown, good)
    assert drain(ashdown) == 1 and count() == 1
    (aside,) = files()
    assert aside.parent.name == spool.ASIDE and "put aside" in caplog.text and "canary" not in caplog.text


def test_one_that_cannot_be_taken_in_stays_and_holds_up_nobody(
    ashdown: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    spool.put(ashdown.slug, {"kind": "nonsense", "words": WORDS}, uuid4())
    put(ashdown, report("Another"))
    assert drain(ashdown) == 1 and len(files()) == 1
    assert "KeyError" in caplog.text and "canary" not in caplog.text


def test_words_added_with_a_code_that_nobody_has_are_a_case_of_their_own(
    ashdown: Authority, raised: Callable[..., Any]
) -> None:
    mine = uuid4()
    case = raised(id=mine, receipt_hash=receipts.hash_of(receipts.code_for(mine)))
    for code in (receipts.code_for(mine), "BCDF-GHJ-KMN"):
        one = report(f"More with {code}")
        spool.put(ashdown.slug, {**plain_report(CONCERNS, one), "kind": "added", "code": code}, one.id)
    assert drain(ashdown) == 2 and count() == 2
    assert words_of(case.id)[-1].startswith("More with")
