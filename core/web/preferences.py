"""How this reader likes pages: language and reading band, kept in a plain cookie, chosen by plain links."""

from flask import current_app, g, request

from core.access.stamps import stamp_of
from core.web.request import current_actor, current_authority
from core.words import BANDS, LANGUAGES

COOKIE = "reading"
A_YEAR = 365 * 24 * 3600  # seconds
READERS = frozenset({"young_person", "parent_carer"})  # whose own pages speak every language


def reading() -> tuple[str, str]:
    """(band, language code) of this page. Pages for staff alone exist in English only, whatever was chosen."""
    if "reading" not in g:
        band, language = chosen()
        g.reading = (band, "en" if is_for_staff() else language)
    return g.reading  # type: ignore[no-any-return]


def chosen() -> tuple[str, str]:
    """(band, language code) that this reader asked for, each one that is offered here, else the first of them."""
    band, _, language = request.cookies.get(COOKIE, "").partition(".")
    offered = languages()
    return band if band in bands() else "standard", language if language in offered else offered[0]


def is_for_staff() -> bool:
    """True on a page that is not public, when staff look at it."""
    stamp = stamp_of(current_app.view_functions.get(request.endpoint or ""))
    return stamp is not None and stamp.kind != "public" and not current_actor().roles <= READERS


def bands() -> tuple[str, ...]:
    """The reading bands offered here."""
    authority = current_authority()
    return authority.file.reading_bands if authority else tuple(BANDS)


def languages() -> tuple[str, ...]:
    """The languages offered here, the first being the one used unless another is chosen.

    Pages of no council follow what was chosen at any of them.
    """
    authority = current_authority()
    return authority.file.languages if authority else tuple(LANGUAGES)


def direction(language: str) -> str:
    """Return "rtl" for languages written from right to left, else "ltr"."""
    return LANGUAGES[language].direction
