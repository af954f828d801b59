"""What a meeting's page is put together from: each room of the plugin gives its parts and its buttons.

Rooms, in the order in which a meeting is lived: planning, agenda, coming, practice, record. Each has a module `shown`
with `parts(meeting, actor) -> list[Part]` and `buttons(meeting, actor) -> list[Button]`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Part:
    """One section of the page: its heading, its template and the values for it; `aside` stands at the side."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 50
    aside: bool = False


@dataclass(frozen=True)
class Button:
    """Something to do from the page; the first by `order` is the main one."""

    label: str
    url: str
    order: int = 50
