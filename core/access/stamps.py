"""Stamps: each view says, directly under its route, who may open it; one without a stamp stops the start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

View = TypeVar("View", bound=Callable[..., object])
MARK = "__heard_stamp__"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a route asks: a permission, a sign-in or nothing. `detail` is the permission or the reason."""

    kind: Literal["requires", "signed-in", "public"]
    detail: str

    def __str__(self) -> str:
        return self.detail if self.kind == "requires" else f"{self.kind}: {self.detail}"


def requires(permission: str) -> Callable[[View], View]:
    """Open to those whose roles here give `permission`."""
    return _stamp(Stamp("requires", permission))


def signed_in(reason: str) -> Callable[[View], View]:
    """Open to every member: for pages about oneself. `reason` says why no permission is needed."""
    return _stamp(Stamp("signed-in", reason))


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody. `reason` says why."""
    return _stamp(Stamp("public", reason))


def stamp_of(view: object) -> Stamp | None:
    """The stamp of a view function, or None; a wrapper made with functools.wraps keeps its view's stamp."""
    found = getattr(view, MARK, None)
    return found if isinstance(found, Stamp) else None


def _stamp(stamp: Stamp) -> Callable[[View], View]:
    if not stamp.detail.strip():
        raise ValueError(f"a {stamp.kind} stamp says which permission or why")

    def mark(view: View) -> View:
        setattr(view, MARK, stamp)
        return view

    return mark
