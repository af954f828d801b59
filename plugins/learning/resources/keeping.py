"""Taking a resource in, with its tags and its paper; putting it away, and bringing it back. Nothing commits."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid5

from flask import current_app, request

from core.api import Ref, db, files, local_today
from plugins.groups.api import months_before
from plugins.learning import stored
from plugins.learning.blueprint import blueprint
from plugins.learning.models import Resource, ResourceTag
from plugins.learning.resources.forms import ResourceForm


def keep(resource: Resource, form: ResourceForm, by_user_id: Any) -> None:
    """Keep its tags and its paper, and let it be found; flushes. Raises files.Refused."""
    db.session.flush()
    stored.set_tags(resource, form.tags())
    if form.upload is not None:
        _attach(resource, form, by_user_id)
    stored.index(resource)


def put_away(resource: Resource, away: bool) -> None:
    """Offer it no more, or again; it is found or not at once. Flushes."""
    resource.put_away_on = local_today() if away else None
    db.session.flush()
    stored.index(resource)


def look_again_on(months: int) -> Any:
    """The day on which a resource of today is looked at again."""
    return months_before(local_today(), -months)


def tags_of(resource: Resource) -> dict[str, list[str]]:
    """Its tags, by sort."""
    found: dict[str, list[str]] = {}
    query = db.select(ResourceTag.sort, ResourceTag.key).where(ResourceTag.resource_id == resource.id)
    for sort, key in db.session.execute(query.order_by(ResourceTag.key)):
        found.setdefault(sort, []).append(key)
    return found


def paper_url(resource: Resource) -> str:
    """Where its paper opens for the reader of this page, "" for none."""
    uses = files.shown_at(_ref(resource)) if resource.file_id else []
    newest = [use for use in uses if use.file_id == resource.file_id]
    return files.url(newest[-1].file_id, "original", newest[-1]) if newest else ""


def host(link: str) -> str:
    """The site that a link leads to, so that a reader knows before they go."""
    return urlsplit(link).hostname or ""


def wide(view: Any) -> None:
    """Let the pages of `view` take files: it calls `open_wide` before it looks at its form."""
    blueprint.record_once(lambda state: state.app.extensions["csrf"].exempt(view))


def open_wide() -> None:
    """Read a larger body than others may send, then ask for the token that was not asked for before."""
    if request.method == "POST":
        request.max_content_length = files.MOST_IN_A_REQUEST
        current_app.extensions["csrf"].protect()


def _attach(resource: Resource, form: ResourceForm, by_user_id: Any) -> None:
    upload = form.upload
    file_id = uuid5(resource.id, f"paper/{form.record_id}")
    stored_file = files.keep(upload.stream, upload.filename, "document", by_user_id=by_user_id, file_id=file_id)
    resource.file_id = stored_file.id
    db.session.flush()
    files.put_to_use(stored_file.id, "record", about=_ref(resource), by_user_id=by_user_id)


def _ref(resource: Resource) -> Ref:
    return Ref("learning", "resource", resource.id)
