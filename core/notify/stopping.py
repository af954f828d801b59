"""Stopping messages by the link in each of them: no sign-in, no question, and nothing but that one way is stopped."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from flask import current_app

from core.notify.rules import CHANNELS

GUEST = "guest "
SIGNED = 12  # bytes of the signature: 96 bits, short enough for a text message


def token(authority_id: UUID, person_id: UUID, channel: str) -> str:
    """What the link ends with: whom, which way, and that we wrote it."""
    who = urlsafe_b64encode(person_id.bytes).decode().rstrip("=")
    return f"{who}{channel[0]}{_signature(authority_id, person_id, channel)}"


def read(authority_id: UUID, text: str) -> tuple[UUID, str] | None:
    """The person and the way; None for a link that we did not write, or that is another council's."""
    way = next((one for one in CHANNELS if text[22:23] == one[0]), "")
    try:
        person_id = UUID(bytes=urlsafe_b64decode(text[:22] + "=="))
    except ValueError:
        return None
    right = _signature(authority_id, person_id, way)
    return (person_id, way) if way and hmac.compare_digest(right.encode(), text[23:].encode()) else None


def guest_token(authority_id: UUID, guest_id: UUID, channel: str) -> str:
    """The same for a guest, told apart by a capital letter."""
    who = urlsafe_b64encode(guest_id.bytes).decode().rstrip("=")
    return f"{who}{channel[0].upper()}{_signature(authority_id, guest_id, GUEST + channel)}"


def read_guest(authority_id: UUID, text: str) -> tuple[UUID, str] | None:
    """The guest and the way; None as for `read`."""
    way = next((one for one in CHANNELS if text[22:23] == one[0].upper()), "")
    try:
        guest_id = UUID(bytes=urlsafe_b64decode(text[:22] + "=="))
    except ValueError:
        return None
    right = _signature(authority_id, guest_id, GUEST + way)
    return (guest_id, way) if way and hmac.compare_digest(right.encode(), text[23:].encode()) else None


def _signature(authority_id: UUID, person_id: UUID, channel: str) -> str:
    secret = str(current_app.secret_key).encode()
    message = b"stop messages\0" + authority_id.bytes + person_id.bytes + channel.encode()
    return urlsafe_b64encode(hmac.new(secret, message, sha256).digest()[:SIGNED]).decode()
