"""No council speaks with another's name: finds a donor's names in what was taken, and puts the new council's there.

What is found is listed text by text, so that a person can say it better than a machine can replace it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.authority.profiles.profile import Profile, whole_word
from core.authority.profiles.wish import Wish

UNNUMBERED = "As in the starting profile."
FROM_WHOM = "profiles"  # says on purpose from whom something was taken
STAND_INS = frozenset({"contacts", "look", "strategy"})  # the example's, who is nobody, or the council's own


@dataclass(frozen=True)
class Named:
    """A text that names a donor (`certain`), or one of its places or partners: where it stands, and a proposal."""

    where: str
    text: str
    proposal: str
    certain: bool


def names_in(
    file: Mapping[str, Any], wordings: Mapping[str, str], wish: Wish, donors: Iterable[Profile]
) -> list[Named]:
    """Every text with a donor's name in it, each once, those that name a council first; what the new council said
    itself may name whom it likes.
    """
    found: dict[str, Named] = {}
    donors = list(donors)
    own = STAND_INS | wish.own.keys() - {"words", "safeguarding"} | {FROM_WHOM}
    for where, text in _texts({key: one for key, one in file.items() if key not in own}, wordings):
        if text not in found and (one := _judged(where, text, wish, donors)):
            found[text] = one
    return sorted(found.values(), key=lambda one: not one.certain)


def still_named(text: str, wish: Wish, donors: Iterable[Profile]) -> bool:
    """True if `text` names a donor, the new council's own name aside."""
    own = whole_word((wish.name, wish.short_name))
    bare = own.sub("", text) if own else text
    return any(pattern.search(bare) for donor in donors if (pattern := whole_word(donor.own_names)))


def replaced(value: Any, replacing: Mapping[str, str]) -> Any:
    """`value` with each text that `replacing` names put in other words; a key follows wherever it is pointed at."""
    if isinstance(value, str):
        return replacing.get(value, value)
    if isinstance(value, Mapping):
        return {key: one if key == FROM_WHOM else replaced(one, replacing) for key, one in value.items()}
    return [replaced(one, replacing) for one in value] if isinstance(value, list | tuple) else value


def unnumbered(value: Any, numbers: frozenset[str]) -> Any:
    """`value` without the numbers of a donor's strategy: a text that is little else says only where it is from."""
    if isinstance(value, str):
        return _unnumbered_text(value, numbers)
    if isinstance(value, Mapping):
        return {key: unnumbered(one, numbers) for key, one in value.items()}
    return [unnumbered(one, numbers) for one in value] if isinstance(value, list | tuple) else value


def _texts(file: Mapping[str, Any], wordings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from _walk("", file)
    for name, text in wordings.items():
        yield from ((f"consent/{name}", part) for part in text.split("\n\n"))


def _walk(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _walk(f"{where}.{key}" if where else str(key), one)
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            name = str(one["key"]) if isinstance(one, Mapping) and "key" in one else str(place)
            yield from _walk(f"{where}.{name}", one)


def _judged(where: str, text: str, wish: Wish, donors: list[Profile]) -> Named | None:
    if still_named(text, wish, donors):
        return Named(where, text, _said_anew(text, wish, donors), True)
    local = [name for donor in donors for name in donor.local_names]
    pattern = whole_word(local)
    return Named(where, text, text, False) if pattern and pattern.search(text) else None


def _said_anew(text: str, wish: Wish, donors: list[Profile]) -> str:
    for donor in donors:
        ways = {str(donor.file.get("name", "")): wish.name, str(donor.file.get("short_name", "")): wish.short_name}
        for old in donor.own_names:
            text = _swapped(text, old, ways.get(old, wish.short_name), wish.slug)
    return text


def _swapped(text: str, old: str, new: str, slug: str) -> str:
    """`old` as `new`; where it stands in small letters it is part of an address or a key, and the slug goes there."""

    def in_its_case(found: re.Match[str]) -> str:
        return slug if found[0].islower() else new

    pattern = whole_word((old,))
    return pattern.sub(in_its_case, text) if pattern else text


def _unnumbered_text(text: str, numbers: frozenset[str]) -> str:
    pattern = _number_pattern(numbers)
    if pattern is None or not pattern.search(text):
        return text
    if pattern.match(text):  # it begins with a number: it says where the donor's document asks for it
        return UNNUMBERED
    return re.sub(rf"\s*\(?{pattern.pattern}\)?", "", text).strip() or UNNUMBERED


def _number_pattern(numbers: frozenset[str]) -> re.Pattern[str] | None:
    prefixes = sorted({number.rstrip("0123456789") for number in numbers}, key=len, reverse=True)
    one = rf"(?:{'|'.join(prefixes)})\d{{1,3}}" if prefixes else ""
    return re.compile(rf"\b{one}(?:(?:, ?| ?- ?| and ){one})*\b") if one else None
