"""What has a shape: addresses and numbers to reach somebody, ages, dates, and words from the lists of rare facts."""

import re
from collections.abc import Iterator
from typing import Final

from core.disclosure.found import Flag
from core.disclosure.lists import Lists

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TEENS: Final = "six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBER: Final = rf"(?:\d{{1,4}}|two|three|four|five|{_TEENS}|twenty)"
_AGE: Final = rf"(?:\d{{1,2}}|{_TEENS})"
_REACH: Final = "With this somebody can be found or reached."

_CONTACTS: Final = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"(?:https?://|www\.)\S+",
        r"(?<![\w.])[\w-]+\.(?:com|co\.uk|org|net|example|tv|me|gg)(?:/\S*)?(?!\w)",
        r"(?<![\w+])(?:\+\d{1,3}[\s-]?|0)(?:\(0\)\s?)?\d(?:[\s-]?\d){7,10}(?!\d)",
        r"(?<!\w)[a-z]{1,2}\d[a-z\d]?\s?\d[abd-hjlnp-uw-z]{2}(?!\w)",
        r"(?<![\w@])@[a-z0-9_.]{3,30}(?!\w)",
        r"(?<!\w)(?:snap(?:chat)?|insta(?:gram)?|tiktok|discord|gamertag|username|psn)\s*(?:name\s*)?(?:is\s+|:\s*|=\s*)\S{3,40}",
    )
)
_DATES: Final = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        r"(?<![\d/])\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?![\d/])",
        r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)",
        rf"(?<!\w)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}})?(?!\w)",
        rf"(?<!\w){_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?!\w)",
        r"(?<!\w)born\s+(?:on|in)\s+[\w ]{0,14}\d{4}(?!\w)",
    )
)
_AGES: Final = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"(?<!\w){_AGE}(?:\s+|-)?(?:years?(?:\s+|-)old|yrs?\s+old|y/o|yo)(?!\w)",
        rf"(?<!\w)(?:i['’]?m|i\s+am|i\s+was|s?he\s+(?:is|was)|s?he['’]s|aged?|turned|turning|turn)\s+{_AGE}"
        r"(?!\w)(?!\s*(?:%|st\b|minutes?|hours?|miles?|weeks?|days?|times?|pounds?|percent))",
        rf"(?<!\w){_AGE}(?:th|st|nd|rd)?\s+birthday(?!\w)",
        r"(?<!\w)(?:year|y|yr)\s?(?:1[0-3]|[1-9])(?!\w)",
    )
)
_LIFE: Final = re.compile(rf"(?<!\w){_NUMBER}(?:\s+\w+)?\s+$", re.IGNORECASE)
_MOVED: Final = re.compile(rf"(?<!\w)moved\s+(?:\w+\s+){{0,2}}?{_NUMBER}\s+times(?!\w)", re.IGNORECASE)


def contacts(text: str) -> Iterator[Flag]:
    """Mail addresses, links, telephone numbers, postcodes, names in social media."""
    yield from _all(text, _CONTACTS, "contact", _REACH)


def ages_and_dates(text: str) -> Iterator[Flag]:
    """Ages, school years, birthdays and exact days."""
    yield from _all(text, _DATES, "date", "An exact day can be looked up: a birthday, something in the news.")
    yield from _all(text, _AGES, "age", "An age or a school year leaves fewer people whom it could be.")


def facts(text: str, words: Lists) -> Iterator[Flag]:
    """Words of the lists, and numbers of things in somebody's life."""
    for one in words.facts:
        yield from _all(text, (one.pattern,), "rare", one.why)
    if words.numbers is None:
        return
    for match in words.numbers.pattern.finditer(text):
        before = _LIFE.search(text, max(0, match.start() - 30), match.start())
        if before:
            yield Flag("number", text[before.start() : match.end()], before.start(), words.numbers.why)
    yield from _all(text, (_MOVED,), "number", words.numbers.why)


def _all(text: str, shapes: tuple[re.Pattern[str], ...], kind: str, why: str) -> Iterator[Flag]:
    for shape in shapes:
        for match in shape.finditer(text):
            yield Flag(kind, match[0].rstrip(".,;:!?"), match.start(), why)
