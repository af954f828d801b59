"""Tokens: 256 random bits for a cookie or a link, of which the database keeps only the hash."""

import hmac
import secrets
from hashlib import sha256


def new_token() -> str:
    """Return a token that fits into an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what the database keeps of `token`; unsalted, for 256 random bits need no salt."""
    return sha256(token.encode()).hexdigest()


def keyed_hash(secret: str, *parts: str) -> str:
    """Return a hash of guessable `parts` (a name, an address), useless to whoever lacks `secret`."""
    message = "\0".join(parts).encode()
    return hmac.new(secret.encode(), message, sha256).hexdigest()
