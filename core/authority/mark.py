"""Draws a council's lettermark: our own simple picture of its initials and two colours, never its logo."""

from zlib import crc32

from core.authority.sections import Look

SIDE = 96  # units of the drawing, which has no size of its own
_SHAPES = (
    '<circle cx="84" cy="84" r="44"/>',
    '<path d="M0 96 96 34v62z"/>',
    '<path d="M0 72q24-20 48 0t48 0v24H0z"/>',
    '<path d="M60 0h36v96H84z"/>',
)
_TEXT_SIZE = {1: 56, 2: 44, 3: 34}


def mark_svg(look: Look) -> str:
    """Return the lettermark as an SVG file without script, style or links; its letters choose the shape."""
    letters = look.lettermark.upper()
    shape = _SHAPES[crc32(letters.encode()) % len(_SHAPES)]
    size = _TEXT_SIZE[len(letters)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img"'
        f' aria-label="{letters}">\n'
        f'  <clipPath id="edge"><rect width="{SIDE}" height="{SIDE}" rx="22"/></clipPath>\n'
        f'  <g clip-path="url(#edge)">\n'
        f'    <rect width="{SIDE}" height="{SIDE}" fill="{look.colour}"/>\n'
        f'    <g fill="{look.accent}">{shape}</g>\n'
        f'    <text x="48" y="{48 + size * 0.36:.0f}" font-family="Arial, sans-serif" font-weight="700"'
        f' font-size="{size}" fill="#ffffff" text-anchor="middle">{letters}</text>\n'
        f"  </g>\n</svg>\n"
    )
