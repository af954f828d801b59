"""What a form proves by itself when it comes back: the id it was drawn with, and to whom it was shown.

A report is laid at somebody's account only where this proves it: to keep a stranger's page from writing in their name
(CSRF), and because nobody may be named who was not there. It needs no database, so that a report that waits in the
spool keeps its author. Whatever is wrong with it, the report is taken in all the same.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from flask import current_app, session
from itsdangerous import BadData, URLSafeTimedSerializer

from core.db import utcnow
from core.people.sightings import leading_role
from core.users.sessions import ABSOLUTE
from core.users.tokens import keyed_hash
from core.web.away import records_are_away
from core.web.request import current_actor

SALT: Final = "tell-someone"


@dataclass(frozen=True)
class Author:
    """Who sent a form, as far as it is proved; nobody by default."""

    user_id: UUID | None = None
    person_id: UUID | None = None
    role: str = ""


@dataclass(frozen=True)
class Shown:
    """One form as it was shown: its id, to whom, in which browser, and whether less than a session ago."""

    id: UUID
    to: Author
    browser: str
    is_fresh: bool


NOBODY: Final = Author()


def draw(slug: str) -> str:
    """A token for a form that is shown now; signed, not secret: it holds ids only, those of whoever reads it."""
    author = _present()
    parts = [str(uuid4()), _text(author.user_id), _text(author.person_id), author.role, _browser()]
    return _signer(slug).dumps(parts)


def read(slug: str, token: str) -> Shown:
    """What a token proves; one that is forged, of another council or missing draws a new id and proves nobody."""
    try:
        parts, at = _signer(slug).loads(token, return_timestamp=True)
        form, user, person, role, browser = parts
        return Shown(UUID(form), Author(_id(user), _id(person), role), browser, utcnow() - at < ABSOLUTE)
    except (BadData, ValueError, TypeError):
        return Shown(uuid4(), NOBODY, "", is_fresh=False)


def author(shown: Shown) -> Author:
    """Whom a report may name: who is signed in now and was shown this form, in this browser.

    While the database is away nobody knows who is signed in: then the same browser, within a session's length.
    """
    if shown.to.user_id is None or shown.browser != _browser():
        return NOBODY
    if records_are_away():
        return shown.to if shown.is_fresh else NOBODY
    present = _present()
    return present if present.user_id == shown.to.user_id else NOBODY


def _present() -> Author:
    actor = current_actor()
    return Author(actor.user_id, actor.person_id, leading_role(actor)) if actor.user_id else NOBODY


def _browser() -> str:
    """A keyed hash of the session's token, which the signed cookie holds."""
    token = session.get("_user_id", "")
    return keyed_hash(str(current_app.secret_key or ""), SALT, token) if token else ""


def _signer(slug: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"{SALT}:{slug}")


def _text(one: UUID | None) -> str:
    return str(one) if one else ""


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None
