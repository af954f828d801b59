"""What people are asked in: every council's own words, for every reader, short enough and honest enough."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.authority.load import load_all
from core.authority.wording import FOLDER, READERS, WordingText, read_wordings
from core.cli.authority import authority
from core.consent import CORE_PURPOSES
from core.testing.councils import write_councils

ROOT = Path(__file__).parents[3]
COUNCILS = sorted(folder for folder in (ROOT / "authorities").iterdir() if (folder / "authority.toml").is_file())
NAMES = {purpose.name for purpose in CORE_PURPOSES}
LONGEST_SENTENCE = 15  # words, in Easy Read


def texts(folder: Path) -> dict[str, WordingText]:
    """The wordings of one folder, which must be without a fault."""
    found = read_wordings(folder, faults := [])
    assert faults == []
    return found


@pytest.mark.parametrize("folder", COUNCILS, ids=lambda folder: folder.name)
def test_each_council_has_words_for_all_that_core_asks(folder: Path) -> None:
    assert texts(folder).keys() == NAMES


@pytest.mark.parametrize("folder", COUNCILS, ids=lambda folder: folder.name)
def test_every_reader_is_told_that_no_is_fine_how_to_change_and_that_safety_stands_apart(folder: Path) -> None:
    for purpose, wording in texts(folder).items():
        for reader in READERS:
            said = wording.texts[reader]
            about = f"{folder.name}, {purpose}, {reader}"
            assert re.search(r"\b[Nn]o\b", said), f"{about}: nowhere does it say that one may say no"
            assert re.search(r"change|stop liking", said), f"{about}: how to change one's mind?"
            assert re.search(r"safe|look after|danger", said), f"{about}: does keeping safe depend on it?"


@pytest.mark.parametrize("folder", COUNCILS, ids=lambda folder: folder.name)
def test_easy_read_has_short_sentences(folder: Path) -> None:
    for purpose, wording in texts(folder).items():
        for sentence in re.split(r"(?<=[.!?])\s+", wording.texts["easy"]):
            assert len(sentence.split()) <= LONGEST_SENTENCE, f"{folder.name}, {purpose}: {sentence}"


def test_councils_speak_for_themselves() -> None:
    """No council's words on taking part are another's."""
    said = [texts(folder)["core.take_part"].texts["standard"] for folder in COUNCILS]
    assert len(set(said)) == len(said) > 5


def test_made_up_councils_ask_in_the_words_of_the_example() -> None:
    example, made_up = ROOT / "authorities" / "_example", ROOT / "core" / "demo"
    for source in sorted((example / FOLDER).glob("*.md")):
        assert (made_up / FOLDER / source.name).read_text() == source.read_text()


def check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What `heard authority check` prints about the councils of `folder`."""
    monkeypatch.setenv("HEARD_ENV", "test")
    monkeypatch.setenv("HEARD_AUTHORITIES", str(folder))
    answer = CliRunner().invoke(authority, ["check"])
    return f"{answer.exit_code}\n{answer.output}"


def test_check_names_what_a_council_cannot_ask_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = check(write_councils(tmp_path / "councils", ()), monkeypatch)
    assert said.startswith("0")
    assert "brackwell cannot ask for core.tell_later: consent/core.tell_later.md is not there" in said
    assert "ashdown cannot ask for core." not in said


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("core.photograph", "# Photos\n\n## 8 to 12\n\nMay we?", "the section `## 13 and over` is missing"),
        ("core.photograph", "No title at all", "it must begin with a line `# Title`"),
        ("photos", "# Photos", "the file is named for a purpose"),
    ],
)
def test_a_wording_with_a_fault_stops_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, reason: str
) -> None:
    councils = write_councils(tmp_path / "councils", ())
    (councils / "ashdown" / FOLDER / f"{name}.md").write_text(text)
    said = check(councils, monkeypatch)
    assert said.startswith("1")
    assert reason in said


def test_words_for_what_nobody_asks_are_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    councils = write_councils(tmp_path / "councils", ())
    asked = councils / "ashdown" / FOLDER / "core.take_part.md"
    asked.rename(asked.with_name("core.tattoos.md"))
    said = check(councils, monkeypatch)
    assert said.startswith("1")
    assert "no purpose of this name can be agreed to" in said


def test_another_text_is_another_version() -> None:
    loaded = load_all([ROOT / "authorities"])
    digests = [council.wordings["core.share"].digest for council in loaded.authorities]
    assert len(set(digests)) == len(digests)
