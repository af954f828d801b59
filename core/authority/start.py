"""Starts a new council's folder from the example, so that a council begins with a file that passes the check."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from core.authority.load import FILE, load_folder
from core.authority.mark import mark_svg
from core.authority.schema import slug_reason
from core.authority.wording import FOLDER

EXAMPLE = "_example"


class FolderRefused(Exception):
    """No folder was written; the message says why and what to do."""


def new_council(councils: Path, slug: str, name: str, *, short_name: str = "", code: str = "") -> Path:
    """Write `councils`/`slug` from the example beside it and return its file; raises FolderRefused.

    Without a short name and a code it gets a stand-in for each.
    """
    if reason := slug_reason(slug):
        raise FolderRefused(f"{reason}. Nothing was written.")
    folder, example = councils / slug, councils / EXAMPLE / FILE
    if folder.exists():
        raise FolderRefused(f"{folder} is there already. Nothing was written; edit its {FILE} instead.")
    if not example.is_file():
        raise FolderRefused(f"{example} is missing, and a new council starts from it. Nothing was written.")
    named = {"name": name, "short_name": short_name or short_from(slug), "ons_code": code or stand_in_code(slug)}
    text = _renamed(example.read_text(encoding="utf-8"), slug, named)
    (folder / "static").mkdir(parents=True)
    file = folder / FILE
    file.write_text(text, encoding="utf-8")
    if (example.parent / FOLDER).is_dir():
        shutil.copytree(example.parent / FOLDER, folder / FOLDER)
    mark = mark_svg(load_folder(folder).file.look)
    (folder / "static" / "mark.svg").write_text(mark, encoding="utf-8")
    return file


def stand_in_code(slug: str) -> str:
    """E99 and six digits: a code that belongs to no council; two new councils hardly ever share it."""
    return f"E99{crc32(slug.encode()) % 1_000_000:06}"


def short_from(slug: str) -> str:
    """A short name made from the slug."""
    return slug.replace("-", " ").title()


def _renamed(text: str, slug: str, named: Mapping[str, str]) -> str:
    """Put the council's own names, letters and code where the example's are."""
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", named["name"]))[:2].upper() or slug[:2].upper()
    values = {
        **named,
        "lettermark": letters,
        "old_slugs": [],
        "profiles": [],
    }
    for key, value in values.items():
        text = re.sub(rf"(?m)^{key} = (\"[^\"]*\"|\[[^\]]*\])", _line(key, value), text, count=1)
    return text


def _line(key: str, value: object) -> str:
    """A TOML line; JSON writes text and lists of text the same way. Backslashes are doubled for re.sub."""
    return f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\\", "\\\\")
