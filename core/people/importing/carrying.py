"""Carries a sheet from the page that shows it to the page that stores it, in the form itself: between the two,
nothing about the people in it lies on the server.

The text is packed and signed for one user of one council, and holds for two hours.
"""

import base64
import binascii
import hashlib
import zlib
from uuid import UUID

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

MOST_BYTES = 3 * 1024 * 1024  # of a sheet that is sent through a page
HOLDS_FOR = 2 * 3600  # seconds


class NotCarried(Exception):
    """What came back is not what was sent out: str() says what happened in words for the page."""


def carried(content: bytes, secret: str, user_id: UUID, authority_id: UUID) -> str:
    """The sheet as a form can hold it."""
    packed = base64.urlsafe_b64encode(zlib.compress(content))
    return _signer(secret, user_id, authority_id).sign(packed).decode()


def brought_back(text: str, secret: str, user_id: UUID, authority_id: UUID) -> bytes:
    """The sheet again; raises NotCarried."""
    try:
        packed = _signer(secret, user_id, authority_id).unsign(text, max_age=HOLDS_FOR)
        return _unpacked(base64.urlsafe_b64decode(packed))
    except SignatureExpired:
        raise NotCarried("The page was open for more than two hours.") from None
    except (BadSignature, binascii.Error, zlib.error):
        raise NotCarried("What came back is not what Heard had checked.") from None


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, MOST_BYTES)
    if unpacking.unconsumed_tail:
        raise NotCarried("What came back is larger than any file that Heard checks here.")
    return content


def _signer(secret: str, user_id: UUID, authority_id: UUID) -> TimestampSigner:
    salt = f"people-import:{authority_id}:{user_id}"
    return TimestampSigner(secret, salt=salt, digest_method=hashlib.sha256)
