"""Setting a paper: a template of its owner, the part that all papers share, data and pictures; the bytes of a PDF.

Everything typed goes in as data and is shown as plain strings, so that no letter of it can be markup or reach a file.
Nothing is fetched, and the fonts are our own, so that the same data give the same paper everywhere.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

HERE: Final = Path(__file__).resolve().parent
SHARED: Final = "paper.typ"
TAGGED: Final = "ua-1"
POINTS_TO_AN_INCH: Final = 72.0
INK: Final = "#1d1d1b"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def made(template: Path, data: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF of `template` with `data`; one that cannot keep every rule of PDF/UA still comes out, tagged.

    `pictures` are found by the template under their names, such as "code-1.svg".
    """
    try:
        return compiled(template, data, TAGGED, pictures)
    except typst.TypstError:
        return compiled(template, data, None, pictures)


def compiled(
    template: Path,
    data: Mapping[str, Any],
    standard: Literal["ua-1"] | None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The same under one standard; raises typst.TypstError where it cannot be kept."""
    set_paper = typst.compile(
        _files(template, pictures),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=standard,
    )
    return bytes(set_paper)


def picture(template: Path, data: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The first page of `template` as a PNG, a pixel for each point of the page's size."""
    drawn: Any = typst.compile(
        _files(template, pictures),
        font_paths=_fonts(),
        format="png",
        ppi=POINTS_TO_AN_INCH,
        sys_inputs={"data": json.dumps(data)},
    )
    return bytes(drawn[0] if isinstance(drawn, list) else drawn)


def colour(wanted: str) -> str:
    """A colour as #rrggbb; INK for anything else."""
    return wanted if _COLOUR.fullmatch(wanted) else INK


def language(wanted: str) -> str:
    """A language's code; "en" for anything else."""
    return wanted if _LANGUAGE.fullmatch(wanted) else "en"


def _files(template: Path, pictures: Mapping[str, bytes] | None) -> Any:
    """What a template may see; Typst takes files by name, its type hints do not know it yet."""
    return {"main.typ": template.read_bytes(), SHARED: (HERE / SHARED).read_bytes(), **(pictures or {})}


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts and those inside Typst; none of the machine's, which differ."""
    return typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"])
