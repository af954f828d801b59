"""Slips and ballot papers to print: the picture that leads a phone to the page where codes are typed.

The picture holds the address alone, never a code: an address stands in the logs of a server, and a code must not.
"""

import segno
from markupsafe import Markup

MOST_ON_HALF_A_PAGE = 6  # names, in letters large enough for Easy Read


def picture(address: str) -> Markup:
    """A QR code of the address, as SVG to put into a page."""
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=3, svgclass=None, lineclass=None))


def to_type(address: str) -> str:
    """The address as somebody types it."""
    return address.partition("://")[2]
