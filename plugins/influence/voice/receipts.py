"""The code that somebody without an account gets for what they said: it opens their own view again, and nothing else.

It is worked out from the view's id, so that the same form sent twice shows the same code; the database holds a keyed
hash. Pages that take a code count wrong ones (api.tries).
"""

from typing import Final

from flask import current_app

from core.api import codes, db
from plugins.influence.models import View

PURPOSE: Final = "influence-view"


def give(view: View) -> str:
    """The code of `view`, such as BCDF-GHJ-KMN; from now on it opens the view."""
    code = codes.of_form(_secret(), f"{PURPOSE}:{view.id}", 0)
    view.code_hash = _hashed(code)
    return code


def find(typed: str) -> View | None:
    """The view that a typed code opens; None for a wrong one, for none, and for one whose words were taken back."""
    code = codes.tidy(typed)
    if not code:
        return None
    found: View | None = db.session.scalar(db.select(View).where(View.code_hash == _hashed(code)))
    return found


def _hashed(code: str) -> str:
    return codes.hashed(_secret(), PURPOSE, code)


def _secret() -> str:
    return str(current_app.secret_key or "")
