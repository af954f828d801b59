"""A council's own words for what people are asked to agree to: one file for each purpose, `consent/<purpose>.md`.

A file begins with `# Title` and holds a section for each reader: `## 13 and over`, `## 8 to 12`, `## Under 8` (read
together with an adult), `## Easy Read` and `## Parents and carers`. Paragraphs are parted by empty lines.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from core.authority.faults import Fault

FOLDER = "consent"
READERS: Mapping[str, str] = MappingProxyType(
    {
        "standard": "13 and over",
        "young": "8 to 12",
        "first": "Under 8",
        "easy": "Easy Read",
        "adult": "Parents and carers",
    }
)
LONGEST = 4000  # characters of one section: what is agreed to must be short enough to be read
_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_PART = re.compile(r"^(#{1,2}) +(.+?) *$", re.MULTILINE)


@dataclass(frozen=True)
class WordingText:
    """The words for one purpose: the title, and the text for each reader (see READERS)."""

    purpose: str
    title: str
    texts: Mapping[str, str]

    @property
    def digest(self) -> str:
        """What tells one version of the words from another: SHA-256, in hexadecimal."""
        whole = json.dumps({"title": self.title, **self.texts}, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(whole.encode()).hexdigest()

    def paragraphs(self, reader: str) -> list[str]:
        """The text for one reader, paragraph by paragraph."""
        return [part.strip() for part in self.texts[reader].split("\n\n") if part.strip()]


def read_wordings(folder: Path, faults: list[Fault]) -> dict[str, WordingText]:
    """Every purpose that the council in `folder` has put into words; what is wrong is added to `faults`."""
    found = (_read(source, faults) for source in sorted((folder / FOLDER).glob("*.md")))
    return {wording.purpose: wording for wording in found if wording is not None}


def unknown_purposes(folder: Path, wordings: Mapping[str, WordingText], known: frozenset[str]) -> list[Fault]:
    """Files about purposes that neither core nor any installed plugin declares."""
    lost = sorted(wordings.keys() - known)
    return [Fault(str(folder / FOLDER / f"{name}.md"), "", "no purpose of this name can be agreed to") for name in lost]


def _read(source: Path, faults: list[Fault]) -> WordingText | None:
    try:
        text = source.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        faults.append(Fault(str(source), "", "the file is not UTF-8 text"))
        return None
    wording = _parted(source.stem, text)
    wrong = list(_wrong(wording))
    faults += [Fault(str(source), "", reason) for reason in wrong]
    return None if wrong else wording


def _parted(purpose: str, text: str) -> WordingText:
    marks = list(_PART.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    named = {mark[2]: text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True) if mark[1] == "##"}
    title = next((mark[2] for mark in marks if mark[1] == "#"), "")
    return WordingText(purpose, title, {reader: named.get(heading, "") for reader, heading in READERS.items()})


def _wrong(wording: WordingText) -> list[str]:
    found = [] if _NAME.fullmatch(wording.purpose) else ["the file is named for a purpose, such as core.photograph.md"]
    found += [] if wording.title else ["it must begin with a line `# Title`"]
    found += [f"the section `## {READERS[one]}` is missing" for one, text in wording.texts.items() if not text]
    long = [one for one, text in wording.texts.items() if len(text) > LONGEST]
    return found + [f"`## {READERS[one]}` is longer than {LONGEST} characters" for one in long]
