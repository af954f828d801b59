"""Links that open one view for whoever has no account: in a letter to a guest, and for a while after a code was typed.

The database keeps no link: it is signed, and worth nothing once the guest or the code is gone. A letter's link lives as
long as the guest; that of a code for a day, for it may have been typed on anybody's machine.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from flask import current_app

from core.api import db, local_today
from plugins.influence.models import View

SIGNED: Final = 18  # bytes of the signature: 144 bits, since this link shows something; still short in a text message
A_DAY: Final = timedelta(days=1)


def of_guest(view_id: UUID, guest_id: UUID) -> str:
    """What the link in a letter ends with."""
    return f"g{_id(view_id)}{_signature('guest', view_id, guest_id.hex)}"


def of_code(view: View) -> str:
    """What the address ends with after the code of `view` was typed."""
    return f"c{_id(view.id)}{_signature('code', view.id, _typed_on(view, local_today()))}"


def view_of(token: str) -> View | None:
    """The view that this link opens now; None for a wrong one, an old one, and one that was taken back."""
    found = _view(token[1:23])
    if found is None or found.taken_back_at is not None:
        return None
    right = any(hmac.compare_digest(one.encode(), token.encode()) for one in _right(found, token[:1]))
    return found if right else None


def _right(view: View, kind: str) -> list[str]:
    if kind == "g" and view.guest_id is not None:
        return [of_guest(view.id, view.guest_id)]
    if kind == "c" and view.code_hash:
        days = (local_today(), local_today() - A_DAY)
        return [f"c{_id(view.id)}{_signature('code', view.id, _typed_on(view, on))}" for on in days]
    return []


def _typed_on(view: View, on: date) -> str:
    return f"{view.code_hash} {on.isoformat()}"


def _view(text: str) -> View | None:
    try:
        id = UUID(bytes=urlsafe_b64decode(text + "=="))
    except ValueError:
        return None
    found: View | None = db.session.scalar(db.select(View).where(View.id == id))
    return found


def _id(view_id: UUID) -> str:
    return urlsafe_b64encode(view_id.bytes).decode().rstrip("=")


def _signature(kind: str, view_id: UUID, proof: str) -> str:
    secret = str(current_app.secret_key or "")
    message = b"influence " + kind.encode() + b"\0" + view_id.bytes + proof.encode()
    return urlsafe_b64encode(hmac.new(secret.encode(), message, sha256).digest()[:SIGNED]).decode()
