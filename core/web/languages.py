"""Pages in the reader's language: the catalogues of core and of every plugin, and words for this request.

Flask-Babel chooses the locale for dates and for the messages of form fields. Plain words go past it: its look-up
costs ten times that of a catalogue which is read once and kept. English is the language of the source, so it
has no catalogue. A page's own words are translated; what a council wrote is shown as it was written.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_time
from babel.messages.mofile import read_mo
from flask import Flask, current_app, g, has_request_context
from flask_babel import Babel
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from core.clock import ZONE
from core.web.bands import banded, one_idea_a_line
from core.web.preferences import languages, reading
from core.words import LANGUAGES, TRANSLATIONS

EXTENSION = "heard_translations"
LOCALES = {"en": "en_GB"}  # where a language alone would mean another country's dates
DAYS = {  # English by strftime, the others by Babel's pattern
    "full": ("%A %-d %B %Y", "EEEE d MMMM y"),
    "near": ("%A %-d %B", "EEEE d MMMM"),
    "long": ("%-d %B %Y", "d MMMM y"),
    "weekday": ("%A", "EEEE"),
    "month": ("%b", "LLL"),
    "month_year": ("%B %Y", "LLLL y"),
}


@dataclass(frozen=True)
class Words:
    """What one language says: plain phrases, and those that go with a number."""

    plain: Mapping[str, str] = field(default_factory=dict)
    counted: NullTranslations = field(default_factory=NullTranslations)


ENGLISH = Words()
_present: ContextVar[Words | None] = ContextVar("words of the present request", default=None)


def install(app: Flask, folders: Iterable[Path]) -> None:
    """Let the pages of `app` speak every language; `folders` are those of the plugins, which bring their own words."""
    app.extensions[EXTENSION] = read([TRANSLATIONS, *folders])
    Babel(app, default_locale="en", locale_selector=_locale, configure_jinja=False)
    app.before_request(_nothing_looked_up)
    app.teardown_request(_nothing_looked_up)
    app.jinja_env.globals.update(_=gettext, ngettext=ngettext, banded=banded)
    app.jinja_env.filters.update(
        translated=gettext, as_written=as_written, day=day, moment=moment, one_idea_a_line=one_idea_a_line
    )


def read(folders: Iterable[Path]) -> Mapping[str, Words]:
    """The words of each language, a later folder asked only for what an earlier one does not know."""
    known = dict.fromkeys(LANGUAGES, ENGLISH)
    for folder in reversed([*folders]):
        for file in sorted(folder.glob("*/LC_MESSAGES/messages.mo")):
            code = file.parent.parent.name
            known[code] = _added(known.get(code, ENGLISH), file)
    return known


def gettext(text: str, /, **values: Any) -> str:
    """`text` in the reader's language, its %(name)s filled in; English outside a request."""
    found = (_present.get() or _look_up()).plain.get(text, text)
    return _filled(found, values) if values else found


def ngettext(one: str, many: str, number: int, /, **values: Any) -> str:
    """The form of a phrase that goes with `number`, which it may show as %(number)s."""
    found = (_present.get() or _look_up()).counted.ngettext(one, many, number)
    return _filled(found, {"number": number, **values})


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
    """A day as people write it: "full" with the weekday, "near" without the year, "long", "weekday", "month"
    or "month_year".
    """
    language = _language()
    if language == "en":  # Babel costs thirty times as much
        return on.strftime(DAYS[form][0])
    return format_date(on, DAYS[form][1], locale=language)


def clock(at: time) -> str:
    """A time of day as people say it: "4:30pm", "6pm", "midday"; in other languages as their clocks show it."""
    language = _language()
    if language != "en":
        return format_time(at, "short", locale=language)
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(at: datetime) -> str:
    """A moment by the councils' clock: a long day and the time."""
    here = at.astimezone(ZONE)
    return f"{day(here)}, {here:%H:%M}"


@contextmanager
def plain_english() -> Iterator[None]:
    """Inside, every reader gets the same words: the neutral answers must not differ by who asks."""
    before, words = g.get("reading"), _present.set(ENGLISH)
    g.reading = ("standard", "en")
    try:
        yield
    finally:
        g.reading = before or ("standard", "en")
        _present.reset(words)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Inside, words are those of `language`: for what is written to somebody else than whoever asks."""
    before, words = g.get("reading"), _present.set(current_app.extensions[EXTENSION][language])
    g.reading = ("standard", language)
    try:
        yield
    finally:
        g.pop("reading")
        if before:
            g.reading = before
        _present.reset(words)


def _look_up() -> Words:
    """Find the words of this request, once."""
    if not has_request_context():  # a command, or a plain function under test
        return ENGLISH
    words: Words = current_app.extensions[EXTENSION][reading()[1]]
    _present.set(words)
    return words


def _nothing_looked_up(error: BaseException | None = None) -> None:
    _present.set(None)


def _added(known: Words, file: Path) -> Words:
    found = _read(file, file.stat().st_mtime_ns)
    own = copy(found.counted)  # what it falls back on is another in each application
    own.add_fallback(known.counted)
    return Words({**known.plain, **found.plain}, own)


@cache
def _read(file: Path, changed: int) -> Words:
    """The words of a file as it was when it was last changed: read once, however many applications are made."""
    with file.open("rb") as compiled:
        plain = {one.id: str(one.string) for one in read_mo(compiled) if isinstance(one.id, str) and one.id}
        compiled.seek(0)
        return Words(plain, GNUTranslations(compiled))


def _language() -> str:
    """The reader's language; English where nobody reads yet: a command, or a plain function under test."""
    return reading()[1] if has_request_context() else "en"


def _locale() -> str:
    language = reading()[1]
    return LOCALES.get(language, language)


def _filled(text: str, values: Mapping[str, Any]) -> str:
    """Markup if a value is a piece of HTML, the rest being escaped then; else plain text, which templates escape."""
    if any(isinstance(value, Markup) for value in values.values()):
        return escape(text) % values
    return text % values
