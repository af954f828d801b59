"""Figures of several councils together: fixed objects, checked by an attacker before they can be signed.

`cells`, `primary`, `protecting` and `attack` are plain functions over plain values; `making`, `members` and `sealing`
know the database; `reading` and `sign_off` are what plugins get as `core.api.releases`.
"""

from core.releases.cells import Rules
from core.releases.documents import Document
from core.releases.faults import ReleaseRefused
from core.releases.making import make
from core.releases.members import join, leave, members_in
from core.releases.outcomes import Outcome
from core.releases.reading import Line, lines, signed, why_none
from core.releases.sign_off import Draft, SignOff, draft, drafts, may_sign, sign, sign_offs, try_it

__all__ = [
    "Document", "Draft", "Line", "Outcome", "ReleaseRefused", "Rules", "SignOff", "draft", "drafts", "join", "leave",
    "lines", "make", "may_sign", "members_in", "sign", "sign_offs", "signed", "try_it", "why_none",
]  # fmt: skip
