"""What somebody else changed in a record while a form about it was being filled in."""

from typing import Any
from uuid import UUID


def differences(form: Any, row: Any) -> list[tuple[str, str]]:
    """What stands in the record where it is not what was typed, as (label, value); the form then carries its version.

    Never empty: where only a chosen record differs, or nothing, it says so.
    """
    typed = form.values()
    differing = [name for name in typed if typed[name] != getattr(row, name) and not _is_choice(form[name])]
    form.version.data = str(row.version)
    form.version.raw_data = [str(row.version)]
    found = [(form[name].label.text, _shown(getattr(row, name))) for name in differing]
    return found or [("Everything", "as you typed it, or chosen from a list: look through the lists again")]


def _is_choice(field: Any) -> bool:
    return isinstance(field.data, UUID) or hasattr(field, "choices")


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "") else str(value)
