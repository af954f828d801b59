"""How this reader likes pages: language and reading band, kept in a plain cookie, chosen by plain links."""

from flask import g, request

from core.web.request import current_authority
from core.words import BANDS, LANGUAGES

COOKIE = "reading"
A_YEAR = 365 * 24 * 3600  # seconds


def reading() -> tuple[str, str]:
    """Return (band, language code) of this request, always one that the council offers."""
    if "reading" not in g:
        band, _, language = request.cookies.get(COOKIE, "").partition(".")
        g.reading = (band if band in BANDS else "standard", language if language in languages() else "en")
    return g.reading  # type: ignore[no-any-return]


def languages() -> tuple[str, ...]:
    """The languages offered here, the first being the one used unless another is chosen."""
    authority = current_authority()
    return tuple(authority.file.languages) if authority else ("en",)


def direction(language: str) -> str:
    """Return "rtl" for languages written from right to left, else "ltr"."""
    return LANGUAGES[language].direction
