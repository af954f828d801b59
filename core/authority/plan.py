"""Compares what a council's file declares with what the database holds and with what the file last applied.

Pure: dictionaries in, a Plan out. A thing is known by (kind, key) and has plain JSON fields, compared
field by field, so that staff may change one thing by hand and the file another, and neither loses.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from pydantic import BaseModel

Identity = tuple[str, str]
Fields = Mapping[str, Any]
Things = Mapping[Identity, Fields]
_MISSING = object()


@dataclass(frozen=True)
class Change:
    """One thing to add or to change: `fields` is the whole thing, `changed` what differs from now."""

    action: Literal["add", "change"]
    kind: str
    key: str
    fields: Fields
    changed: tuple[str, ...] = ()

    def __str__(self) -> str:
        details = f" ({', '.join(self.changed)})" if self.action == "change" else ""
        return f"{self.action} {self.kind} {self.key}{details}"


@dataclass(frozen=True)
class Drift:
    """What staff changed or removed by hand since the file was applied; it stays as they made it."""

    kind: str
    key: str
    fields: tuple[str, ...] = ()
    removed: bool = False

    def __str__(self) -> str:
        what = "removed by hand" if self.removed else f"changed by hand: {', '.join(self.fields)}"
        return f"drift {self.kind} {self.key} ({what})"


@dataclass(frozen=True)
class Plan:
    """The difference between file and database, and the snapshot to keep once `add` and `change` are done."""

    add: tuple[Change, ...] = ()
    change: tuple[Change, ...] = ()
    drift: tuple[Drift, ...] = ()
    gone: tuple[Identity, ...] = ()
    snapshot: Things | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that applying the plan does, additions first, in the order of the file."""
        return (*self.add, *self.change)

    def lines(self) -> list[str]:
        """The plan in words, one line for each thing."""
        gone = [f"no longer in the file, left as it is: {kind} {key}" for kind, key in self.gone]
        return [*map(str, self.changes), *map(str, self.drift), *gone]


@runtime_checkable
class DeclaresItself(Protocol):
    """Content that says itself what it declares, in the order in which it must be applied."""

    def declared(self) -> Things:
        """Return (kind, key) -> fields."""


def declared_by(content: BaseModel) -> Things:
    """Return what `content` declares: its own answer, or its lists as (field, item's key) -> other fields."""
    if isinstance(content, DeclaresItself):
        return content.declared()
    return {
        (kind, str(item["key"])): {name: value for name, value in item.items() if name != "key"}
        for kind, items in content.model_dump(mode="json").items()
        for item in items
    }


def diff(declared: Things, current: Things, last_applied: Things) -> Plan:
    """Return what brings `current` to `declared`; `last_applied` says what the file itself did before."""
    declared, current, last = _plain(declared), _plain(current), _plain(last_applied)
    judged = [_judge(identity, fields, current, last) for identity, fields in declared.items()]
    changes = [change for change, _, _ in judged if change]
    gone = [identity for identity in last if identity not in declared and identity in current]
    kept = {identity: last[identity] for identity in gone}
    return Plan(
        add=tuple(change for change in changes if change.action == "add"),
        change=tuple(change for change in changes if change.action == "change"),
        drift=tuple(drift for _, drift, _ in judged if drift),
        gone=tuple(gone),
        snapshot=kept | {identity: judged[at][2] for at, identity in enumerate(declared)},
    )


def overwriting(plan: Plan, declared: Things, current: Things) -> Plan:
    """Return `plan` with all drift taken back to what the file says, for whoever asked for exactly that."""
    taken_back = diff(declared, current, {identity: current[identity] for identity in declared if identity in current})
    return Plan(add=taken_back.add, change=taken_back.change, gone=plan.gone, snapshot=_plain(declared))


Judged = tuple[Change | None, Drift | None, Fields]


def _judge(identity: Identity, wanted: Fields, current: Things, last: Things) -> Judged:
    """What becomes of one declared thing: a change, a drift, both or neither, and what to remember of it."""
    if identity not in current:
        if identity in last:
            return None, Drift(*identity, removed=True), last[identity]
        return Change("add", *identity, fields=wanted), None, wanted
    now, before = current[identity], last.get(identity, {})
    differing = [name for name in wanted if now.get(name, _MISSING) != wanted[name]]
    drifted = [name for name in differing if _by_hand(name, now, before)]
    changed = tuple(name for name in differing if name not in drifted)
    change = Change("change", *identity, {**now, **_only(wanted, changed)}, changed) if changed else None
    remembered = _only(wanted, (name for name in wanted if name not in drifted)) | _only(before, drifted)
    return change, Drift(*identity, tuple(drifted)) if drifted else None, remembered


def _by_hand(name: str, now: Fields, before: Fields) -> bool:
    """True unless the value is the one that the file put there; a field new to the model is nobody's work."""
    return name in now and now[name] != before.get(name, _MISSING)


def _only(fields: Fields, names: Iterable[str]) -> dict[str, Any]:
    return {name: fields[name] for name in names if name in fields}


def _plain(things: Things) -> dict[Identity, dict[str, Any]]:
    """The same as JSON would give it back, so that dates and tuples compare with what was stored."""
    return {identity: _as_json(fields) for identity, fields in things.items()}


_to_json: Callable[[Any], str] = json.JSONEncoder(default=str).encode


def _as_json(fields: Fields) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(_to_json(dict(fields)))
    return plain
