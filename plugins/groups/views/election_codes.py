"""What pages with a code field answer to a wrong code, and to too many of them."""

from datetime import timedelta
from typing import Any

from werkzeug.wrappers import Response

from core.api import ngettext, page


def unknown_code(template: str, form: Any, said: str) -> Response:
    """The same page again, with what was typed and what is wrong with it."""
    form.code.errors = [said]
    return page(template, face="young", form=form, status=400)


def wait_words(wait: timedelta) -> str:
    """How long to wait after many wrong codes from one place."""
    minutes = -(-int(wait.total_seconds()) // 60)
    return ngettext(
        "Too many wrong codes were typed here. Wait %(number)s minute, then type it again.",
        "Too many wrong codes were typed here. Wait %(number)s minutes, then type it again.",
        minutes,
    )
