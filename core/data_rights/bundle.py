"""The file that a person is given: a page to read in any browser, and the same as data for another system."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from flask import current_app

from core.clock import ZONE
from core.data_rights.export import Part

README = """This is a copy of what {council} holds about you on Heard, made on {day}.

index.html  Open this in a browser to read everything.
data/       The same, one file for each part, for a computer to read (JSON).
files/      Photos and scans, where there are any.

{parts}

If something is wrong or missing, tell {council}: they must put it right.
"""
STYLE = """body { max-width: 45em; margin: 1em auto; font: 1.1em/1.5 sans-serif; overflow-wrap: anywhere; }
dt { font-weight: bold; }
dd { margin: 0 0 0.5em; }
"""


def write(parts: Sequence[Part], council: str, out: Path, enclosed: Mapping[str, Path] = MappingProxyType({})) -> None:
    """Write the zip file; it is finished before it takes the name `out`, so that half a file is never found
    there. `enclosed` are files that go in as they are: name in the folder files/ -> where it lies.
    """
    files = {_file_name(number, part): part for number, part in enumerate(parts, start=1)}
    unfinished = out.with_name(f"{out.name}.part")
    with ZipFile(unfinished, "w", ZIP_DEFLATED) as bundle:
        bundle.writestr("README.txt", _readme(files, council))
        bundle.writestr("index.html", _page(files, council))
        bundle.writestr("style.css", STYLE)
        for name, part in files.items():
            bundle.writestr(f"data/{name}", _data(part))
        for name, file in enclosed.items():
            bundle.write(file, f"files/{name}", ZIP_STORED)
    unfinished.chmod(0o600)
    unfinished.replace(out)


def _file_name(number: int, part: Part) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", f"{part.owner} {part.part.name}".lower()).strip("-")
    return f"{number:02}-{words[:60]}.json"


def _data(part: Part) -> str:
    whole = {"part": part.part.name, "from": part.owner, "rows": [dict(row) for row in part.part.rows]}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=str)


def _readme(files: dict[str, Part], council: str) -> str:
    lines = "\n".join(f"data/{name}  {part.part.name} ({len(part.part.rows)})" for name, part in files.items())
    return README.format(council=council, day=_today(), parts=lines)


def _page(files: dict[str, Part], council: str) -> str:
    template = current_app.jinja_env.get_template("data_rights/bundle.html")
    return template.render(council=council, day=_today(), files=files, words=_words)


def _words(name: Any) -> str:
    """A field's name as words: "born_on" is "Born on"."""
    return str(name).replace("_", " ").strip().capitalize()


def _today() -> str:
    day = datetime.now(ZONE).date()
    return f"{day.day} {day:%B %Y}"
