"""What shows that actions were done, for a page that reads many at once: words, and which kinds of records."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from core.api import db
from plugins.standards.models import ActionEvidence


class Shows(NamedTuple):
    """One thing that shows an action: words, or ("", "") plugin and kind of the record that it points at. No names."""

    words: str
    plugin: str
    kind: str


def evidence_of(action_ids: Iterable[UUID]) -> dict[UUID, list[Shows]]:
    """What shows each of these actions, the oldest first; one statement. Actions without any are left out."""
    columns = (ActionEvidence.action_id, ActionEvidence.words, ActionEvidence.about_plugin, ActionEvidence.about_kind)
    query = db.select(*columns).where(ActionEvidence.action_id.in_(list(action_ids)))
    found: dict[UUID, list[Shows]] = {}
    for row in db.session.execute(query.order_by(ActionEvidence.made_at, ActionEvidence.id)):
        found.setdefault(row.action_id, []).append(Shows(row.words, row.about_plugin, row.about_kind))
    return found
