"""The one way in which something that was said comes in, and is put right: kept, looked through for harm, findable.

Words are kept as given and never altered by adults (N27). Only what the team or more may read can be found by search.
The caller has asked who may read it, and commits.
"""

from collections.abc import Iterable

from flask import has_request_context, url_for

from core.api import Actor, Ref, db, safeguarding, search
from plugins.influence.models import View, ViewTag
from plugins.influence.vocabulary import MAY_BE_ASKED

Tags = Iterable[tuple[str, str]]


def keep(view: View, tags: Tags = (), by: Actor | None = None) -> None:
    """Take `view` in: new, or as it stands now; flushes. `tags` are (vocabulary, key) and take the place of its own.

    `by` is whoever typed it. What a space reported has been looked through there (core.api.said).
    """
    db.session.add(view)
    db.session.flush()
    tag(view, tags)
    if view.entered != "reported":
        url = url_for("influence.view", id=view.id) if has_request_context() else ""
        safeguarding.screened(view.words, ref(view), by, view.person_id, url=url)
    index(view)


def tag(view: View, tags: Tags) -> None:
    """Say what `view` is about, in place of what was said before; flushes."""
    db.session.execute(db.delete(ViewTag).where(ViewTag.view_id == view.id))
    wanted = dict.fromkeys(tags)
    db.session.add_all(ViewTag(view_id=view.id, vocabulary=vocabulary, key=key) for vocabulary, key in wanted)
    db.session.flush()
    db.session.expire(view, ["tags"])


def index(view: View) -> None:
    """Let it be found by its words, or no more: only what the team or more may read."""
    if view.permission in MAY_BE_ASKED and view.words and view.taken_back_at is None:
        search.put(ref(view), view.words)
    else:
        search.drop(ref(view))


def ref(view: View) -> Ref:
    """How other rooms name it."""
    return Ref("influence", "view", view.id)
