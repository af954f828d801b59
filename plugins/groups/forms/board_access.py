"""The form that goes through a board's checklist, a question and a note for each line of the council's list."""

from collections.abc import Iterable, Iterator
from typing import Any

from core.api import Form, forms
from plugins.groups.boards.access import MET, Check
from plugins.groups.forms.fields import choices


def checklist_form(checks: Iterable[Check]) -> Form:
    """A form with the fields met-0, note-0, met-1 ... in the order of the list, showing what stands there."""
    fields: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for place, check in enumerate(checks):
        fields[f"met-{place}"] = forms.RadioField(check.item, choices=choices(MET), default="")
        fields[f"note-{place}"] = forms.TextField(f"Note on: {check.item}")
        shown |= {f"met-{place}": check.met, f"note-{place}": check.note}
    made: Form = type("ChecklistForm", (Form,), fields)(data=shown)
    return made


def answers(form: Form, checks: Iterable[Check]) -> Iterator[tuple[str, str, str]]:
    """What was answered, as (line, met, note)."""
    for place, check in enumerate(checks):
        yield check.item, form[f"met-{place}"].data or "", form[f"note-{place}"].data or ""
