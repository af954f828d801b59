"""The address that stands on a letter, as words and as a picture for a telephone's camera."""

from dataclasses import dataclass

import segno
from flask import url_for
from markupsafe import Markup


@dataclass(frozen=True)
class Letter:
    """What somebody is handed who has no sign-in: where to go, the code, and both as a picture (SVG)."""

    address: str
    code: str
    type_at: str
    picture: Markup


def letter(code: str) -> Letter:
    """The letter that belongs to `code`; known only while it is made, for of the code a hash is kept."""
    address = url_for("groups.answer", code=code, _external=True)
    type_at = url_for("groups.type_code", _external=True)
    return Letter(address, code, type_at, picture_of(address))


def picture_of(address: str) -> Markup:
    """An address as a QR code; it has no style of its own, as the content security policy asks."""
    drawn = segno.make(address, micro=False, error="m").svg_inline(scale=5, border=2, lineclass=None, svgclass=None)
    return Markup(drawn)  # noqa: S704 - drawn here, of an address made here
