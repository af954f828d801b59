"""The little that is asked of a PDF before it is kept as it is: that it begins and ends as one and asks no password.

It is only ever handed out to be saved, never shown in a page of ours, so nothing in it runs here.
"""

from pathlib import Path

from core.files import refusals

TAIL = 4096  # bytes at the end in which the end mark must stand


def check(file: Path) -> None:
    """Raise Refused unless this is a whole PDF that opens without a password."""
    with file.open("rb") as opened:
        opened.seek(0, 2)
        opened.seek(max(0, opened.tell() - TAIL))
        tail = opened.read()
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise refusals.damaged()
    if b"/Encrypt" in tail:
        raise refusals.locked()
