"""Pages in the reader's language: the catalogues of core and of every plugin, and words for this request.

Flask-Babel chooses the locale for dates and for the messages of form fields. Plain words go past it: its look-up
costs twenty times that of a catalogue which is read once and kept. English is the language of the source, so it
has no catalogue. A page's own words are translated; what a council wrote is shown as it was written.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, cast

from babel.dates import format_date
from flask import Flask, current_app, g
from flask_babel import Babel
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from core.clock import ZONE
from core.web.bands import banded, one_idea_a_line
from core.web.preferences import languages, reading
from core.words import LANGUAGES, TRANSLATIONS

EXTENSION = "heard_translations"
LOCALES = {"en": "en_GB"}  # where a language alone would mean another country's dates
DAYS = {"full": ("%A %-d %B %Y", "EEEE d MMMM y"), "long": ("%-d %B %Y", "d MMMM y"), "month": ("%b", "LLL")}


def install(app: Flask, folders: Iterable[Path]) -> None:
    """Let the pages of `app` speak every language; `folders` are those of the plugins, which bring their own words."""
    app.extensions[EXTENSION] = read([TRANSLATIONS, *folders])
    Babel(app, default_locale="en", locale_selector=_locale, configure_jinja=False)
    app.jinja_env.globals.update(_=gettext, ngettext=ngettext, banded=banded)
    app.jinja_env.filters.update(
        translated=gettext, as_written=as_written, day=day, moment=moment, one_idea_a_line=one_idea_a_line
    )


def read(folders: Iterable[Path]) -> Mapping[str, NullTranslations]:
    """The words of each language, a later folder asked only for what an earlier one does not know."""
    known: dict[str, NullTranslations] = {code: NullTranslations() for code in LANGUAGES}
    for folder in reversed([*folders]):
        for file in sorted(folder.glob("*/LC_MESSAGES/messages.mo")):
            with file.open("rb") as compiled:
                own = GNUTranslations(compiled)
            code = file.parent.parent.name
            own.add_fallback(known.get(code, NullTranslations()))
            known[code] = own
    return known


def gettext(text: str, /, **values: Any) -> str:
    """`text` in the reader's language, its %(name)s filled in; English outside a request."""
    found = _present().gettext(text)
    return _filled(found, values) if values else found


def ngettext(one: str, many: str, number: int, /, **values: Any) -> str:
    """The form of a phrase that goes with `number`, which it may show as %(number)s."""
    return _filled(_present().ngettext(one, many, number), {"number": number, **values})


def lazy_gettext(text: str) -> LazyString:
    """`text` in the language of whoever reads it: for what is written down before there is a reader (form fields)."""
    return LazyString(gettext, text)


def as_written(text: str | None) -> str | Markup:
    """A council's own words: never translated, and marked as the language that they are in (WCAG 2.2, 3.1.2)."""
    written = languages()[0]
    if not text or reading()[1] == written:
        return text or ""
    direction = LANGUAGES[written].direction
    return Markup('<span lang="{}" dir="{}">{}</span>').format(written, direction, text)


def day(on: date, form: str = "long") -> str:
    """A day as people write it: "full" with the weekday, "long", or its "month" alone and short."""
    language = reading()[1]
    if language == "en":  # Babel costs thirty times as much
        return on.strftime(DAYS[form][0])
    return format_date(on, DAYS[form][1], locale=language)


def moment(at: datetime) -> str:
    """A moment by the councils' clock: a long day and the time."""
    here = at.astimezone(ZONE)
    return f"{day(here)}, {here:%H:%M}"


@contextmanager
def plain_english() -> Iterator[None]:
    """Inside, every reader gets the same words: the neutral answers must not differ by who asks."""
    before = {name: g.pop(name) for name in ("reading", "translations") if name in g}
    g.reading = ("standard", "en")
    try:
        yield
    finally:
        g.pop("translations", None)
        g.pop("reading", None)
        for name, value in before.items():
            setattr(g, name, value)


def _present() -> NullTranslations:
    try:
        return cast(NullTranslations, g.translations)
    except AttributeError:
        g.translations = current_app.extensions[EXTENSION][reading()[1]]
        return cast(NullTranslations, g.translations)
    except RuntimeError:  # no application: a command, or a plain function under test
        return NullTranslations()


def _locale() -> str:
    language = reading()[1]
    return LOCALES.get(language, language)


def _filled(text: str, values: Mapping[str, Any]) -> str:
    """Markup if a value is a piece of HTML, the rest being escaped then; else plain text, which templates escape."""
    if any(isinstance(value, Markup) for value in values.values()):
        return escape(text) % values
    return text % values
