"""Lists that somebody types one line each: terms with their days, places, aims; read, and written back."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from core.authority.faults import plain_reason
from core.authority.sections import Term

HOW_A_TERM = "Autumn term 2026, 2026-09-01, 2026-12-18"


def listed(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def key_of(name: str) -> str:
    """A key made from a name: small letters, digits and hyphens, beginning with a letter."""
    key = "-".join(re.findall(r"[a-z0-9]+", name.casefold().replace("'", "").replace("’", "")))[:60].strip("-")
    return key if key[:1].isalpha() else f"x-{key}".strip("-")


def read_terms(text: str) -> list[dict[str, Any]]:
    """Terms from lines of name, first day, last day; raises ValueError that names the line."""
    return [_read_term(line) for line in listed(text)]


def terms_text(terms: Iterable[Mapping[str, Any]]) -> str:
    """Terms as lines, the way read_terms() takes them."""
    return "\n".join(f"{one['name']}, {one['starts_on']}, {one['ends_on']}" for one in terms)


def read_places(text: str, kind: str) -> list[dict[str, Any]]:
    """Places of one kind from lines of names; raises ValueError where two come to the same key."""
    places = [{"key": key_of(name), "kind": kind, "name": name} for name in listed(text)]
    keys = [one["key"] for one in places]
    if twice := next((one["name"] for at, one in enumerate(places) if keys.index(one["key"]) < at), None):
        raise ValueError(f"{twice} stands there twice, or sounds the same as another")
    return places


def _read_term(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.rsplit(",", 2)]
    try:
        name, first, last = parts
        term = {"key": key_of(name), "name": name, "starts_on": _day(first), "ends_on": _day(last)}
        Term.model_validate(term)
    except ValidationError as problem:
        raise ValueError(f'"{line}": {plain_reason(dict(problem.errors()[0]))}') from None
    except ValueError:
        raise ValueError(f'"{line}" is not read. Write name, first day, last day: {HOW_A_TERM}') from None
    return term


def _day(text: str) -> date:
    return date.fromisoformat(text)
