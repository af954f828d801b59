"""How a name is folded for finding and sorting, so that Zoe finds Zoë and O'Neill finds ONeill."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w ]+")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """`text` in lower case without accents, marks or doubled spaces; "" stays ""."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACES.sub(" ", _NOT_WORD.sub("", plain.casefold().replace("-", " "))).strip()
