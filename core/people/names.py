"""How a name is folded for finding and sorting, so that Zoe finds Zoë and O'Neill finds ONeill; and what else to call
somebody.
"""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w ]+")
_SPACES = re.compile(r"\s+")
_PLAIN = {sign: None for sign in range(128) if not (chr(sign).isalnum() or chr(sign) in "_ ")} | {ord("-"): " "}


def fold(text: str) -> str:
    """`text` in lower case without accents, marks or doubled spaces; "" stays ""."""
    if text.isascii():  # most names: the same, without looking at each letter
        return " ".join(text.lower().translate(_PLAIN).split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACES.sub(" ", _NOT_WORD.sub("", plain.casefold().replace("-", " "))).strip()


def other_name(name: str, known_as: str) -> str:
    """`known_as` where it tells more than `name` does already, else ""."""
    return "" if set(fold(known_as).split()) <= set(fold(name).split()) else known_as
