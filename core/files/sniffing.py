"""What a file is by what stands in it: neither its name nor the browser's word is asked (OWASP ASVS 5.0 V5.2.2).

puremagic reads the first and last bytes; a picture must then also be opened by the decoder of the same family.
"""

from pathlib import Path

import puremagic
from puremagic import PureError

from core.files import refusals

PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heif": "HEIF", "image/heic": "HEIF"}
PDF = "application/pdf"
_HEADS = (  # puremagic guesses; these first bytes are what the formats themselves demand
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", PDF),
)
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
_KINDS = {
    "image/svg+xml": "a drawing (SVG), which can hold a program",
    "text/html": "a web page",
    "application/zip": "a packed folder (ZIP)",
    "application/x-dosexec": "a program",
    "image/gif": "a GIF",
    "image/tiff": "a TIFF",
    "image/avif": "an AVIF",
    PDF: "a PDF",
}


def sniffed(file: Path, is_paper: bool) -> str:
    """Return the media type of a file that is taken; raises Refused for every other."""
    with file.open("rb") as opened:
        head = opened.read(1024)
    if not head:
        raise refusals.empty()
    found = _by_head(head)
    guesses = _guesses(file)
    if found in PICTURES or (found == PDF and is_paper):
        if found != PDF and not _agree(found, guesses):
            raise refusals.damaged()
        return found
    raise _wrong(found or _first(guesses), is_paper)


def _by_head(head: bytes) -> str:
    for start, media_type in _HEADS:
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if b"<svg" in head:
        return "image/svg+xml"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "image/heif"
    return ""


def _guesses(file: Path) -> list[str]:
    try:
        return [str(guess.mime_type) for guess in puremagic.magic_file(file)]
    except (PureError, ValueError):
        return []


def _agree(found: str, guesses: list[str]) -> bool:
    """The two readers must name the same family."""
    return any(PICTURES.get(guess) == PICTURES[found] for guess in guesses)


def _first(guesses: list[str]) -> str:
    office = any("openxmlformats" in guess or "opendocument" in guess for guess in guesses)
    return "application/zip" if office else next((guess for guess in guesses if guess in _KINDS), "")


def _wrong(media_type: str, is_paper: bool) -> refusals.Refused:
    kind = _KINDS.get(media_type)
    return refusals.wrong_kind(kind, is_paper) if kind else refusals.unknown(is_paper)
