"""How somebody without an account comes back to their own request: the code of a receipt, or the link in a letter.

The database keeps a keyed hash of the code and no link: a link is signed, and worth nothing once the guest is gone. The
link that a typed code leads to lives for a day or two, for it may have been typed on anybody's machine.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from flask import current_app

from core.api import codes, db, local_today
from plugins.requests.models import Request

PURPOSE: Final = "requests-receipt"
SIGNED: Final = 18  # bytes of the signature
ID_LETTERS: Final = 22
A_DAY: Final = timedelta(days=1)


def give(request: Request) -> str:
    """The code of `request`, such as BCDF-GHJ-KMN, the same each time; from now on it opens the request."""
    code = codes.of_form(_secret(), f"{PURPOSE}:{request.id}", 0)
    request.code_hash = codes.hashed(_secret(), PURPOSE, code)
    return code


def find(typed: str) -> Request | None:
    """The request that a typed code opens; None for a wrong one."""
    code = codes.tidy(typed)
    if not code:
        return None
    query = db.select(Request).where(Request.code_hash == codes.hashed(_secret(), PURPOSE, code))
    found: Request | None = db.session.scalar(query)
    return found


def letter_token(request: Request) -> str:
    """What the link in a letter to the guest of `request` ends with."""
    return _token("g", request, str(request.guest_id))


def code_token(request: Request, on: date | None = None) -> str:
    """What the address ends with after the code was typed."""
    return _token("c", request, f"{request.code_hash} {(on or local_today()).isoformat()}")


def request_of(token: str) -> Request | None:
    """The request that this link opens now; None for a wrong or an old one."""
    found = _request(token[1 : 1 + ID_LETTERS])
    if found is None:
        return None
    right = [letter_token(found)] if found.guest_id else []
    if found.code_hash:
        right += [code_token(found, local_today() - A_DAY * back) for back in (0, 1)]
    return found if any(hmac.compare_digest(one.encode(), token.encode()) for one in right) else None


def _token(kind: str, request: Request, proof: str) -> str:
    id = urlsafe_b64encode(request.id.bytes).decode().rstrip("=")
    message = b"requests " + kind.encode() + b"\0" + request.id.bytes + proof.encode()
    signature = hmac.new(_secret().encode(), message, sha256).digest()[:SIGNED]
    return f"{kind}{id}{urlsafe_b64encode(signature).decode()}"


def _request(text: str) -> Request | None:
    try:
        id = UUID(bytes=urlsafe_b64decode(text + "=="))
    except ValueError:
        return None
    found: Request | None = db.session.scalar(db.select(Request).where(Request.id == id))
    return found


def _secret() -> str:
    return str(current_app.secret_key or "")
