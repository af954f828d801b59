"""Templates of groups as a council offers them to others of its region: how such a group is from its first day."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from core.api import offers
from plugins.youth_voice.here import chosen
from plugins.youth_voice.patterns.pages import brought
from plugins.youth_voice.settings import GroupTemplate


def _templates() -> dict[UUID, GroupTemplate]:
    """The council's templates; they stand in its settings, so their ids are made of their keys."""
    return {uuid5(NAMESPACE_URL, f"heard:group-template:{one.key}"): one for one in chosen().templates}


def _ready(most: int) -> Sequence[offers.Ready]:
    return [offers.Ready(id, one.title) for id, one in _templates().items()][:most]


def _told(id: UUID) -> offers.Snapshot | None:
    one = _templates().get(id)
    if one is None:
        return None
    parts = [offers.Telling("What a group made from it has", "\n".join(brought(one)))] if brought(one) else []
    parts += [offers.Telling("Code of conduct", str(code))] if (code := one.group.get("code_of_conduct")) else []
    induction = [_line(each) for each in one.group.get("induction", ())]
    parts += [offers.Telling("Induction", "\n".join(induction))] if induction else []
    parts += [offers.Telling("Where it comes from", one.source)] if one.source else []
    return offers.Snapshot(one.title, one.about, tuple(parts))


def _standing(ids: Collection[UUID]) -> frozenset[UUID]:
    return frozenset(_templates()) & frozenset(ids)


def _line(each: object) -> str:
    return str(each.get("title") or each.get("words") or "") if isinstance(each, dict) else str(each)


OFFERS: Final[Mapping[str, offers.Offerable]] = {
    "group_template": offers.Offerable("Template of a group", _ready, _told, _standing)
}
