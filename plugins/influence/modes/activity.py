"""The activity whose mode is asked: any record of any plugin, found by its reference and by nothing else."""

from typing import Any, NamedTuple
from uuid import UUID

from core.api import Link, Ref, local_today, resolve
from plugins.influence.here import chosen, council, not_here, or_not_here
from plugins.influence.modes import reading
from plugins.influence.modes.reading import ModelRead


class Activity(NamedTuple):
    """An activity that the reader may see."""

    ref: Ref
    link: Link

    @property
    def address(self) -> dict[str, Any]:
        """Its reference, as the pages about it take it."""
        return {"plugin": self.ref.plugin, "kind": self.ref.kind, "id": self.ref.id}


def asks_about(ref: Ref) -> bool:
    """Say whether the council wants to know of such records how they were run."""
    return ref.kind in chosen().mode_kinds


def activity_or_404(plugin: str, kind: str, id: UUID) -> Activity:
    """The activity if the reader may see it, else the neutral 404."""
    ref = Ref(plugin, kind, id)
    link: Link = or_not_here(resolve(council(), ref) if asks_about(ref) else None)
    return Activity(ref, link)


def usable_or_404(key: str) -> ModelRead:
    """A model in use that has modes, else the neutral 404."""
    return or_not_here(next((one for one in reading.usable() if one.key == key), None))


def begun_or_404(found: Activity) -> Activity:
    """The activity if it is not still to come: nobody can say yet how that was run."""
    return not_here() if is_to_come(found.link) else found


def is_to_come(link: Link) -> bool:
    """True for something whose day is ahead."""
    return link.on is not None and link.on > local_today()
