"""What this plugin itself can offer: what a council chose of a part's settings, as lines that another admin copies."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from core.api import offers, required_authority

SUMMARY: Final = (
    "How this council has set up “{title}”. A local admin can put these lines into the council’s own authority.toml; "
    "names of groups, boards and places in them are this council’s own."
)


def _id(plugin: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"heard:settings:{plugin}")


def _chosen() -> dict[UUID, tuple[str, str]]:
    return {_id(name): (name, title) for name, title in offers.with_settings(required_authority()).items()}


def _ready(most: int) -> Sequence[offers.Ready]:
    return [offers.Ready(id, f"Settings of “{title}”") for id, (_, title) in _chosen().items()][:most]


def _told(id: UUID) -> offers.Snapshot | None:
    if id not in (found := _chosen()):
        return None
    name, title = found[id]
    lines = offers.settings_snippet(required_authority(), name)
    parts = (offers.Telling("Lines for authority.toml", lines),)
    return offers.Snapshot(f"Settings of “{title}”", SUMMARY.format(title=title), parts)


def _standing(ids: Collection[UUID]) -> frozenset[UUID]:
    return frozenset(_chosen()) & frozenset(ids)


OFFERS: Final = {"settings": offers.Offerable("Settings of a part of Heard", _ready, _told, _standing)}
