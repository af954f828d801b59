"""What a request is about: the council in its path, the scope it runs in, and who asks.

The order in which these run stands in core/app.py. A council is decided by the first path segment alone;
no form field or header ever sets it (OWASP multi-tenant guidance).
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, cast

from flask import Flask, abort, current_app, g, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from core.access.actor import ANONYMOUS, Actor
from core.authority.models import version_of
from core.authority.resolve import Authority
from core.db import authority_scope, platform_scope
from core.web.house import house

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def current_authority() -> Authority | None:
    """The council whose pages are being asked for; None on pages that belong to no council."""
    return cast(Authority | None, g.get("authority"))


def required_authority() -> Authority:
    """The council, on pages that always belong to one; LookupError elsewhere."""
    authority = current_authority()
    if authority is None:
        raise LookupError("this page belongs to no council")
    return authority


def current_actor() -> Actor:
    """Who is asking; ANONYMOUS when nobody is signed in."""
    return cast(Actor, g.get("actor", ANONYMOUS))


def content_version() -> int | None:
    """The council's version, which rises with every change that shows; None outside a council or while it changes."""
    authority = current_authority()
    return version_of(authority.id) if authority else None


def take_authority_from_path(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Pop the council's slug from the view's arguments and remember it for this request."""
    g.slug = values.pop("authority", None) if values else None


def put_authority_into_url(endpoint: str, values: dict[str, Any]) -> None:
    """Fill in the present council when a link to one of its pages is built."""
    authority = current_authority()
    if authority and "authority" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "authority"):
        values["authority"] = authority.slug


def open_scope() -> Response | None:
    """Find the council and open its scope; an unknown council is a 404, an old name a permanent redirect."""
    g.scopes = ExitStack()
    writes = request.method not in READING_METHODS
    if g.get("slug") is None:
        g.scopes.enter_context(platform_scope(reason=f"page {request.endpoint}", write=writes))
        return None
    authority = house().authorities.find(g.slug)
    if authority is None:
        return _renamed() or abort(404)
    g.authority = authority
    g.scopes.enter_context(authority_scope(authority.id, write=writes))
    return None


@contextmanager
def visiting(authority: Authority) -> Iterator[None]:
    """On a page of no council: inside, links and rows are those of `authority`. Words stay the reader's own."""
    with authority_scope(authority.id):
        g.authority = authority
        try:
            yield
        finally:
            del g.authority


def _renamed() -> Response | None:
    moved = house().authorities.by_old_slug(g.slug)
    if moved is None or request.endpoint is None:
        return None
    return redirect(url_for(request.endpoint, authority=moved.slug, **(request.view_args or {})), code=301)


def close_scope(error: BaseException | None = None) -> None:
    """Leave the scope; what was not committed is rolled back with its session."""
    scopes = g.pop("scopes", None)
    if scopes is not None:
        scopes.close()


def install(app: Flask) -> None:
    """Register the path handling that every route needs; the checks themselves are ordered in core/app.py."""
    app.url_value_preprocessor(take_authority_from_path)
    app.url_defaults(put_authority_into_url)
    app.teardown_request(close_scope)
