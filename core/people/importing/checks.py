"""What a cell must be: each check takes the text of a cell that is filled in, and says what is wrong with it or "".

They agree with the form that makes one person (core/people/forms.py).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

from core.people.forms import ADDRESS, KIND_TITLES
from core.people.importing.columns import EXAMPLE, LONGEST, SEVERAL_LINES
from core.people.importing.known import Known
from core.people.importing.reading import BEYOND
from core.people.names import fold
from core.people.rules import AGE_BANDS, LAST_SCHOOL_YEAR, NO_UPPER_AGE, years_between
from core.people.spreadsheets import FORMULA

Check = Callable[[str], str]
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
BRITISH = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
NUMBER = re.compile(r"[+-]\d+", re.ASCII)
PHONE = re.compile(r"\+[\d ().-]+", re.ASCII)
MAIL = re.compile(ADDRESS)
SHORT_NUMBER = re.compile(r"\d{1,2}", re.ASCII)
NO_DATE = "must be a date that exists, like 2011-03-27 or 27/03/2011"
SIGNS = {"\t": "a tab", "\r": "a line break"}


def day(text: str) -> date | None:
    """A date as spreadsheets write it in England; "" is None. Raises ValueError."""
    return _day(text) if text else None


@lru_cache(maxsize=20_000)  # there are fewer days than people
def _day(text: str) -> date:
    if ISO.fullmatch(text):
        return date.fromisoformat(text)
    if parts := BRITISH.fullmatch(text):
        return date(int(parts[3]), int(parts[2]), int(parts[1]))
    raise ValueError("no date")


def general(column: str, text: str) -> str:
    """What no column may hold: formulas, signs that are no letters, more than there is room for."""
    if text[0] in FORMULA and not _harmless(column, text):
        begins = SIGNS.get(text[0], f"“{text[0]}”")
        return f"begins with {begins}, which a spreadsheet takes for a formula: begin with a letter or a number"
    if not text.isprintable() and any(_no_letter(letter, column) for letter in text):
        return "has a line break or another sign in it that is no letter: type it again"
    if column == BEYOND:
        return "it has more cells than the heading: put quotation marks round a cell with a comma in it"
    if len(text) > LONGEST[column]:
        return f"is longer than {LONGEST[column]} letters"
    return ""


def checks(known: Known, today: date) -> Mapping[str, Check]:
    """The check of each column that has one, for this council and day."""
    return {
        "external_ref": _reference,
        "name": lambda text: "" if any(map(str.isalpha, text)) else "has no letter in it",
        "kind": lambda text: "" if text in KIND_TITLES else f"must be one of: {', '.join(KIND_TITLES)}",
        "age_band": lambda text: "" if text in AGE_BANDS else f"must be one of: {', '.join(AGE_BANDS)}",
        "school_year": _school_year,
        "email": lambda text: "" if MAIL.match(text) else "must be an address like name@home.example",
        "organisation": lambda text: _named(text, known.organisations, "organisation"),
        "place": lambda text: _named(text, known.places, "place"),
        "born_on": lambda text: _born_on(text, today),
        "left_on": lambda text: _left_on(text, today),
    }


def _harmless(column: str, text: str) -> bool:
    """A plain number, or a telephone number with its country."""
    return NUMBER.fullmatch(text) is not None or (column == "phone" and PHONE.fullmatch(text) is not None)


def _no_letter(letter: str, column: str) -> bool:
    return (letter < " " or "\x7f" <= letter < "\xa0") and not (letter in "\r\n\t" and column in SEVERAL_LINES)


def _reference(text: str) -> str:
    return "is the example of the template: take this line out" if text == EXAMPLE else ""


def _school_year(text: str) -> str:
    right = SHORT_NUMBER.fullmatch(text) and int(text) <= LAST_SCHOOL_YEAR
    return "" if right else f"must be a number from 0 (Reception) to {LAST_SCHOOL_YEAR}"


def _named(text: str, known: Mapping[str, UUID | None], what: str) -> str:
    folded = fold(text)
    if folded not in known:
        return f"no {what} of this council has that name: add it first"
    return "" if known[folded] else f"more than one {what} has that name: give one of them another name first"


def _born_on(text: str, today: date) -> str:
    try:
        born_on = _day(text)
    except ValueError:
        return NO_DATE
    if born_on > today:
        return "is in the future: check the year"
    return "" if years_between(born_on, today) <= NO_UPPER_AGE else "is more than 120 years ago: check the year"


def _left_on(text: str, today: date) -> str:
    try:
        return "is in the future: leave it empty until that day" if _day(text) > today else ""
    except ValueError:
        return NO_DATE
