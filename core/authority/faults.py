"""Faults in councils' files: file, key and reason in plain words, collected so that all are shown at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong: in which file, under which dotted key ("" for the file as a whole), and why."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.reason}"


class AuthorityFaults(Exception):
    """At least one council's file cannot be used; `faults` lists every fault of every file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


_PLAIN = {
    "extra_forbidden": "is not a key that Heard knows; check the spelling or take it out",
    "missing": "is missing and must be there",
    "string_type": "must be text in quotation marks",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "date_type": "must be a date such as 2026-09-01",
    "date_from_datetime_parsing": "must be a date such as 2026-09-01",
    "date_parsing": "must be a date such as 2026-09-01",
    "time_type": "must be a time such as 09:00:00",
    "time_parsing": "must be a time such as 09:00:00",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a section with keys of its own",
    "model_type": "must be a section with keys of its own",
    "model_attributes_type": "must be a section with keys of its own",
}


def plain_reason(error: dict[str, Any]) -> str:
    """Say in plain words what one pydantic error means."""
    kind, context = str(error["type"]), error.get("ctx") or {}
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in ("literal_error", "enum"):
        return f"must be one of: {context.get('expected')}"
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    return _with_limits(kind, context) or str(error["msg"]).lower()


def _with_limits(kind: str, context: dict[str, Any]) -> str:
    sentences = {
        "greater_than_equal": "must be {ge} or more",
        "greater_than": "must be more than {gt}",
        "less_than_equal": "must be {le} or less",
        "less_than": "must be less than {lt}",
        "string_too_short": "must not be empty",
        "string_too_long": "must have at most {max_length} characters",
        "string_pattern_mismatch": "is not written in the way that is needed ({pattern})",
        "too_short": "needs at least {min_length} of these",
    }
    return sentences.get(kind, "").format(**context)


def from_validation(file: Path | str, problem: ValidationError, prefix: str = "") -> list[Fault]:
    """Turn everything pydantic found into faults of `file`, with keys that begin with `prefix`."""
    errors = problem.errors(include_url=False)
    return [
        Fault(str(file), _dotted(prefix, error["loc"]), plain_reason(dict(error)))
        for error in errors
        if not (error["type"] == "too_short" and _echoes(error["loc"], [other["loc"] for other in errors]))
    ]


def _echoes(loc: tuple[int | str, ...], others: list[tuple[int | str, ...]]) -> bool:
    """True for a list that counts as too short only because pydantic leaves out its faulty items."""
    return any(len(other) > len(loc) and other[: len(loc)] == loc for other in others)


def _dotted(prefix: str, loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in (prefix, *loc) if part != "")
