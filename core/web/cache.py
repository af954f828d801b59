"""Public pages kept ready: one copy per council, version of its content, day, language and reading band.

A piece that never changes at all is kept beside them, whatever page it stands on.

Nothing personal is ever kept: only anonymous GETs of views that say so. Every copy dies when the council's
version rises (`touch`), so that what was taken down is down on the next request.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any
from uuid import UUID

from flask import current_app, make_response, request, session
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from core.authority.models import touch as raise_version
from core.clock import local_today
from core.web.preferences import reading
from core.web.request import content_version, current_actor, current_authority

MOST_PAGES = 2000
LONGEST_QUERY = 200  # characters; a longer query is answered but not kept
Key = tuple[Any, ...]


class PageStore:
    """The kept pages of one process, least recently used dropped first."""

    def __init__(self, most: int = MOST_PAGES) -> None:
        self._pages: OrderedDict[Key, tuple[bytes, str]] = OrderedDict()
        self._most, self._lock = most, Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> tuple[bytes, str] | None:
        """Return (body, ETag) or None."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Key, body: bytes) -> str:
        """Keep a page and return its ETag."""
        tag = hashlib.sha256(body).hexdigest()[:32]
        with self._lock:
            self._pages[key] = (body, tag)
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)
        return tag


def public_page(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Keep what `view` answers to strangers; a signed-in person always gets a page of their own."""

    @wraps(view)
    def kept(**values: Any) -> ResponseReturnValue:
        version = content_version()
        if not _may_keep(version):
            return view(**values)
        store: PageStore = current_app.extensions["heard_pages"]
        key = page_key(version)
        found = store.get(key)
        if found is None:
            response = make_response(view(**values))
            if response.status_code != 200:
                return response
            body = response.get_data()
            found = (body, store.put(key, body))
        return _answer(*found)

    return kept


def unchanging(key: Key, make: Callable[[], str]) -> Markup:
    """A piece of a public page that never changes, as of a signed release: made once in each process for each reading.

    Whoever reads gets the same piece, signed in or not: `key` has to name everything that it is made of.
    """
    store: PageStore = current_app.extensions["heard_pages"]
    whole = ("unchanging", request.script_root, reading(), *key)
    found = store.get(whole)
    if found is None:
        text = make()
        store.put(whole, text.encode())
        return Markup(text)
    return Markup(found[0].decode())


def page_key(version: int | None) -> Key:
    """What a kept page depends on: council, version, day (what is next turns at midnight), language, band, address."""
    authority = current_authority()
    return (authority.id if authority else None, version, local_today(), reading(), request.full_path)


def touch(authority_id: UUID) -> None:
    """Let every kept page of this council go: call it when something that the public sees has changed."""
    raise_version(authority_id)


def _may_keep(version: int | None) -> bool:
    plain = request.method in {"GET", "HEAD"} and len(request.query_string) <= LONGEST_QUERY
    settled = version is not None or current_authority() is None
    return plain and settled and current_actor().user_id is None and "_flashes" not in session


def _answer(body: bytes, tag: str) -> ResponseReturnValue:
    response = current_app.response_class(body, mimetype="text/html")
    response.set_etag(tag)
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["Vary"] = "Cookie"
    asks_for_news = "HTTP_IF_NONE_MATCH" in request.environ  # most readers come for the first time
    return response.make_conditional(request) if asks_for_news else response
