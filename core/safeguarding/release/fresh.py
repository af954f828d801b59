"""A password asked for again, at the moment of something grave; throttled as signing in is.

It stands in for a second factor until there is one.
"""

from typing import Any

from core.access.actor import Actor
from core.db import db
from core.users.models import User
from core.users.sign_in import check
from core.users.sign_in_views import tried, wait_message

NOT_YOURS = "This is not your password. Nothing was opened; what you wrote is still here. Try again."


def is_fresh(field: Any, actor: Actor) -> bool:
    """Compare what was typed with the actor's password; False with the error said on the field. Commits."""
    user = db.session.get(User, actor.user_id)
    outcome = check(tried(user.sign_in_name if user else "", field.data or ""))
    if outcome.user_id is not None and outcome.user_id == actor.user_id:
        return True
    field.errors = [wait_message(outcome.wait) if outcome.wait else NOT_YOURS]
    return False
