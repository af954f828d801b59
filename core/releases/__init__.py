"""Figures of several councils together: fixed objects, checked by an attacker before they can be signed.

`cells`, `primary`, `protecting` and `attack` are plain functions over plain values; `making`, `members` and `sealing`
know the database; `reading` is what plugins get as `core.api.releases`.
"""

from core.releases.documents import Document
from core.releases.faults import ReleaseRefused
from core.releases.making import make
from core.releases.members import join, leave, members_in
from core.releases.reading import Line, lines, signed, why_none
from core.releases.sealing import sign

__all__ = [
    "Document", "Line", "ReleaseRefused", "join", "leave", "lines", "make", "members_in", "sign", "signed", "why_none",
]  # fmt: skip
