"""What a reference to any plugin's record is called and where it is, for whoever is looking."""

from collections.abc import Iterable
from uuid import UUID

from core.authority.effective import switched_on
from core.authority.resolve import Authority
from core.hooks.values import Link, Ref
from core.web.house import house


def resolve(authority: Authority, ref: Ref) -> Link | None:
    """Title and address of the record; None where it is not there, the viewer may not see it, or its plugin is off."""
    if ref.plugin != "core" and ref.plugin not in switched_on(authority):
        return None
    return house().plugins.resolve(ref)


def shown_to_everybody(authority: Authority, refs: Iterable[Ref]) -> dict[Ref, Link]:
    """Of these records those that everybody may see at this moment, with how everybody reads of them: whoever is
    looking, it is the stranger's view. Asked once for each kind.
    """
    on, wanted = switched_on(authority), dict[tuple[str, str], list[UUID]]()
    for ref in refs:
        if ref.plugin in on:
            wanted.setdefault((ref.plugin, ref.kind), []).append(ref.id)
    return {
        Ref(plugin, kind, id): link
        for (plugin, kind), ids in wanted.items()
        for id, link in house().plugins.shown_to_everybody(plugin, kind, ids).items()
    }
