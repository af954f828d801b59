"""What a person reads when something is not there or did not work: what happened, what was kept, what to do.

A missing page, another council's page, a page one may not see and a missing record are one answer, byte for
byte, so that nobody can learn from it whether a child is known here.
"""

import logging
from dataclasses import dataclass

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from core.access.actor import ANONYMOUS
from core.web.house import house
from core.web.languages import plain_english
from core.web.render import DEMO_NOTICE
from core.web.request import READING_METHODS
from core.web.security import asset

log = logging.getLogger("heard.errors")


@dataclass(frozen=True)
class Plain:
    """The words of an error page."""

    title: str
    happened: str
    kept: str
    next: str


NOT_FOUND = Plain(
    "This page is not here",
    "The address may be mistyped, the page may have moved, or it may not be yours to see.",
    "Nothing has changed.",
    "Go to the front page and find your council from there. If you are signed in elsewhere, sign in there first.",
)
STALE = Plain(
    "This form could not be accepted",
    "It was open for a long time, or you signed in or out in another tab since you opened it.",
    "Nothing was saved yet. Your browser usually still holds what you typed.",
    "Go back, reload the page and send the form again.",
)
TOO_BIG = Plain(
    "That was too much at once",
    "What you sent is larger than this page accepts.",
    "Nothing was saved.",
    "Go back, make it shorter and send it again.",
)
AWAY = Plain(
    "We cannot reach our records just now",
    "The place where everything is stored is not answering. We are told at once and it heals by itself.",
    "Everything saved before is safe. What you sent just now was not saved.",
    "Wait a minute, then go back and send it again: your browser usually still holds what you typed.",
)
AWAY_READING = Plain(
    "We cannot reach our records just now",
    "The place where everything is stored is not answering. We are told at once and it heals by itself.",
    "Everything saved before is safe.",
    "Wait a minute, then reload this page.",
)
BROKEN = Plain(
    "Something went wrong on our side",
    "This page failed while it was being made. It has been noted for whoever runs this service.",
    "Everything saved before is safe. What you sent just now was not saved.",
    "Go back and try again. If it happens twice, tell whoever runs this service what you were doing.",
)


def install(app: Flask) -> None:
    """Register the answer to every kind of failure."""
    app.register_error_handler(CSRFError, lambda _: answer(STALE, 400))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, away)
    app.register_error_handler(InterfaceError, away)
    if not app.testing and not app.debug:
        app.register_error_handler(Exception, _broken)


def not_found() -> Response:
    """The one answer to whatever is not there for this person."""
    return answer(NOT_FOUND, 404)


def _http(error: HTTPException) -> Response | HTTPException:
    if error.response is not None or (error.code or 500) < 400:
        return error
    if error.code in {401, 403, 404}:
        return not_found()
    words = {413: TOO_BIG, 400: STALE, 405: NOT_FOUND}.get(error.code or 500, BROKEN)
    return answer(words, error.code or 500)


def away(error: Exception) -> Response:
    """Say that the database does not answer."""
    log.error("database away: %s", type(error).__name__)
    response = answer(AWAY_READING if request.method in READING_METHODS else AWAY, 503)
    response.headers["Retry-After"] = "30"
    return response


def _broken(error: Exception) -> Response:
    log.exception("unexpected %s on %s", type(error).__name__, request.endpoint)
    return answer(BROKEN, 500)


def answer(words: Plain, status: int) -> Response:
    """Build a page of words without a council, a person or a token, so that it is the same for everyone."""
    template = current_app.jinja_env.get_template("web/error.html")
    with plain_english():
        body = template.render(  # every value is fixed: nothing here depends on who asks
            words=words, status=status, authority=None, actor=ANONYMOUS, face="public", band="standard", lang="en",
            direction="ltr", nav=[], help_url="/#help", tell_url="/#tell", home_url="/", sign_in_url=None,
            sign_out_url=None, account_url=None, switches={"bands": [], "languages": []}, look_url=None,
            asset=asset, word=str,
            demo_notice=DEMO_NOTICE if house().deployment.is_demo else "", quiet=True,
        )  # fmt: skip
    return current_app.response_class(body, status=status, mimetype="text/html")
