"""The file of the ledger that anybody downloads, and the program that checks it: whatever was changed is found."""

import io
import json
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.authority.resolve import Authority
from core.clock import local_today
from core.testing.browsing import PageClient
from plugins.influence.ledger.appending import Chain
from tests.plugins.influence.ledger import answered, entries, in_council, published
from tests.plugins.influence.planting import Asking

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "docs" / "verify_ledger.py"
SHIPPED = ROOT / "plugins" / "influence" / "ledger" / "verify_ledger.txt"
FILE = "/ashdown/what-happened/ledger/ledger.jsonl"


@pytest.fixture
def ledger(app: Flask, asked: Asking, client: PageClient) -> bytes:
    """The file of a small ledger: two questions, one of them answered."""
    first = asked()
    published(app, first)
    answered(app, first)
    published(app, asked(title="Can we have a youth club on Fridays? 🎈"))
    return client.get(FILE).data


def verdict(folder: Path, said: bytes, *hashes: str) -> str:
    """What the program says of a file, run in this process: "" before a success, else why it stopped."""
    file = folder / "ledger.jsonl"
    file.write_bytes(said)
    before, sys.argv = sys.argv, ["verify_ledger.py", str(file), *hashes]
    told = io.StringIO()
    try:
        with redirect_stdout(told):
            runpy.run_path(str(SCRIPT))
    except SystemExit as end:
        return str(end.code) if end.code else told.getvalue()
    finally:
        sys.argv = before
    raise AssertionError("the program always says how it ended")


def test_the_program_says_that_it_is_whole(ledger: bytes, tmp_path: Path) -> None:
    """As anybody would run it, with the hash that the page shows."""
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(ledger)
    last = json.loads(ledger.splitlines()[-1])["hash"]
    done = subprocess.run([sys.executable, SCRIPT, file, last], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Whole: {len(ledger.splitlines())} entries. Last hash {last}.")


def test_the_program_is_short_and_the_one_that_is_given_out() -> None:
    assert len(SCRIPT.read_text().splitlines()) <= 30
    assert SHIPPED.read_text() == SCRIPT.read_text(), "copy docs/verify_ledger.py"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_byte_is_located(ledger: bytes, tmp_path: Path, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ledger) - 1), label="at")
    new = data.draw(st.integers(0, 255).filter(lambda byte: byte != ledger[at]), label="new")
    changed = ledger[:at] + bytes([new]) + ledger[at + 1 :]
    number = ledger[:at].count(b"\n") + 1
    assert verdict(tmp_path, changed).startswith(f"Entry {number} is broken")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_line_that_is_gone_moved_or_twice_is_located(ledger: bytes, tmp_path: Path, data: st.DataObject) -> None:
    lines = ledger.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 2), label="at")
    how = data.draw(st.sampled_from(["gone", "moved", "twice"]), label="how")
    if how == "gone":
        changed = [*lines[:at], *lines[at + 1 :]]
    elif how == "twice":
        changed = [*lines[: at + 1], *lines[at:]]
    else:
        changed = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    number = at + 2 if how == "twice" else at + 1
    assert verdict(tmp_path, b"".join(changed)).startswith(f"Entry {number} is broken")


@pytest.mark.parametrize("part", ["text", "salt", "signature", "hash", "body", "extra"])
def test_a_part_that_was_taken_out_or_put_in_is_located(ledger: bytes, tmp_path: Path, part: str) -> None:
    lines = ledger.splitlines(keepends=True)
    entry = json.loads(lines[2])
    if part == "extra":
        entry["extra"] = "more"
    elif part in ("text", "salt"):
        entry["text"], entry["salt"] = None, ""
    else:
        entry[part] = {} if part == "body" else ""
    lines[2] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    assert verdict(tmp_path, b"".join(lines)).startswith("Entry 3 is broken")


def test_a_cut_end_is_found_by_the_hash_that_the_page_showed(ledger: bytes, tmp_path: Path) -> None:
    lines = ledger.splitlines(keepends=True)
    last = json.loads(lines[-1])["hash"]
    assert verdict(tmp_path, b"".join(lines[:-1])).startswith("Whole")
    assert f"Hash {last} is in no entry" in verdict(tmp_path, b"".join(lines[:-1]), last)
    earlier = json.loads(lines[1])["hash"]
    assert verdict(tmp_path, ledger, earlier, last).startswith("Whole")
    assert verdict(tmp_path, ledger[:-1]).startswith(f"Entry {len(lines)} is broken")
    assert "Hash" in verdict(tmp_path, b"", last)


def test_whoever_writes_it_anew_lacks_the_key(ledger: bytes, tmp_path: Path) -> None:
    """All hashes made anew over other words: the signature tells."""
    from_here = ledger.replace(b'"outcome":"doing"', b'"outcome":"done"')
    assert from_here != ledger
    remade, previous = [], "0" * 64
    for position, line in enumerate(from_here.splitlines(), 1):
        entry = json.loads(line) | {"previous": previous}
        previous = entry["hash"] = _digest({"body": entry["body"], "position": position, "previous": previous})
        remade.append(json.dumps(entry, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    said = verdict(tmp_path, b"".join(remade))
    assert "signature is not that of the council" in said


@pytest.mark.parametrize("count", [120, pytest.param(10_000, marks=pytest.mark.drill)])
def test_a_long_ledger_is_whole_and_a_byte_in_it_is_located(
    app: Flask, asked: Asking, client: PageClient, tmp_path: Path, count: int
) -> None:
    ask = asked()
    published(app, ask)
    before = len(entries(app))

    def fill(authority: Authority) -> None:
        chain = Chain(authority)
        for number in range(count):
            chain.append("asked", local_today(), ask_id=ask, plain={"number": 1}, text={"question": f"Part {number}"})

    in_council(app, fill)
    said = client.get(FILE).data
    assert verdict(tmp_path, said).startswith(f"Whole: {before + count} entries.")
    at = said.index(f"Part {count // 2}".encode())
    assert verdict(tmp_path, said[:at] + b"p" + said[at + 1 :]).startswith(f"Entry {before + count // 2 + 1} is broken")


def _digest(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
