"""The form that goes through a board's checklist, a question and a note for each line of the council's list."""

from collections.abc import Iterable, Iterator
from typing import Any

from core.api import Form, forms
from plugins.groups.boards.access import MET, Check
from plugins.groups.forms.fields import choices

NOBODY = "nobody"  # the answer that says that nobody has looked: an empty one cannot be chosen on a page
OFFERED = {key or NOBODY: words for key, words in MET.items()}


def checklist_form(checks: Iterable[Check]) -> Form:
    """A form with the fields met-0, note-0, met-1 ... in the order of the list, showing what stands there."""
    fields: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for place, check in enumerate(checks):
        fields[f"met-{place}"] = forms.RadioField(check.item, choices=choices(OFFERED), default=NOBODY)
        fields[f"note-{place}"] = forms.TextField(f"Note on: {check.item}")
        shown |= {f"met-{place}": check.met or NOBODY, f"note-{place}": check.note}
    made: Form = type("ChecklistForm", (Form,), fields)(data=shown)
    return made


def answers(form: Form, checks: Iterable[Check]) -> Iterator[tuple[str, str, str]]:
    """What was answered, as (line, met, note)."""
    for place, check in enumerate(checks):
        met = form[f"met-{place}"].data
        yield check.item, "" if met == NOBODY else met, form[f"note-{place}"].data or ""
