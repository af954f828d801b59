"""A form drawn from a plugin's settings model: titles and help from the model, rules from the model alone.

The form only gathers what was typed; the model judges it, so that a rule is written once and holds for the
council's file and for the screen alike. Locked settings have no field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from enum import Enum
from typing import Any

import wtforms
from pydantic import BaseModel, ValidationError
from wtforms.fields.core import UnboundField

from core.authority.faults import plain_reason
from core.plugging.drawing import Drawn, drawn
from core.web.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    LongTextField,
    RadioField,
    TextField,
    YesField,
)

FEW = 5  # choices that are all shown at once
ADD = "add"  # name of the button that asks for one more row; its value is the setting's key
_BLANK = ("", "Not set")
_YES_NO = (("yes", "Yes"), ("no", "No"))


class RowForm(wtforms.Form):
    """Base of one row of a list; ticked, the row is left out when the form is saved."""

    remove = YesField("Remove this row")


class SettingsForm(Form):
    """Base of a drawn form; `settings` are the open settings in order."""

    settings: tuple[Drawn, ...] = ()
    seen = wtforms.HiddenField()  # a mark of the values that the form was filled from

    def field(self, key: str) -> Any:
        """The field of one setting."""
        return self[_name(key)]

    def typed(self) -> dict[str, Any]:
        """What was typed, by key, as the model takes it."""
        return {one.key: _typed(one, self.field(one.key)) for one in self.settings}

    def add_row(self, key: str) -> None:
        """One more empty row for a list; keys that are no list are ignored."""
        if any(one.key == key and one.shape == "rows" for one in self.settings):
            self.field(key).append_entry()

    def judged(self, present: BaseModel) -> BaseModel | None:
        """The settings as the model accepts them, or None with every fault put on its field."""
        everything = {key: getattr(present, key) for key in type(present).model_fields}
        try:
            return type(present).model_validate({**everything, **self.typed()})
        except ValidationError as problem:
            for error in problem.errors(include_url=False):
                self._place(dict(error))
            return None

    def _place(self, error: dict[str, Any]) -> None:
        found = next((one for one in self.settings if one.key in error["loc"][:1]), None)
        if found is None:
            self.form_errors.append(plain_reason(error).capitalize() + ".")
            return
        field = self.field(found.key)
        if found.shape == "rows" and len(error["loc"]) > 2:
            _place_in_row(found, field, error)
        _add(field, f"{found.title}: {plain_reason(error)}.")


def form_for(model: type[BaseModel], locked: frozenset[str]) -> type[SettingsForm]:
    """The form of every setting of `model` that may be drawn and is not locked."""
    settings = tuple(one for one in drawn(model) if one.key not in locked)
    fields = {_name(one.key): _field(one) for one in settings}
    return type("DrawnSettingsForm", (SettingsForm,), {"settings": settings, **fields})


def shown(model: type[BaseModel], present: BaseModel) -> dict[str, Any]:
    """The present values as the fields of the form hold them."""
    return {_name(one.key): _shown(one, getattr(present, one.key)) for one in drawn(model)}


def _name(key: str) -> str:
    return f"setting_{key}"  # a setting may be called `data` or `errors`; a field may not


def _field(one: Drawn) -> UnboundField[Any]:
    said: dict[str, Any] = {"label": one.title, "description": one.help}
    if one.shape == "rows":
        row = type("DrawnRow", (RowForm,), {_name(column.key): _field(column) for column in one.columns})
        return wtforms.FieldList(wtforms.FormField(row), **said)
    if one.shape in ("choice", "choices", "yes_no"):
        return _choice(one, said)
    plain: dict[str, Callable[..., UnboundField[Any]]] = {
        "yes_no": YesField,
        "day": DateField,
        "lines": LongTextField,
    }
    if one.shape == "lines":
        said["description"] = f"{one.help} One on each line.".strip()
    if one.shape == "day":
        said["validators"] = [wtforms.validators.Optional()]
    return plain.get(one.shape, TextField)(**said)


def _choice(one: Drawn, said: dict[str, Any]) -> UnboundField[Any]:
    options = [wtforms.fields.choices.SelectChoice(value, label) for value, label in one.choices or _YES_NO]
    if one.shape == "choices":
        return ChoicesField(choices=options, **said)
    if one.optional:
        options.insert(0, wtforms.fields.choices.SelectChoice(*_BLANK))
    # The model says what is valid; WTForms' own "Not a valid choice" would only say it twice.
    kind = RadioField if len(options) <= FEW else ChoiceField
    return kind(choices=options, validate_choice=False, **said)


def _typed(one: Drawn, field: Any) -> Any:
    if one.shape == "rows":
        return [_row(one, entry.form) for entry in _kept(one, field)]
    if one.shape == "lines":
        return [line.strip() for line in (field.data or "").splitlines() if line.strip()]
    if one.shape == "day":
        return field.data
    if one.shape == "choices":
        return field.data or []
    return None if one.optional and not field.data else field.data or ""


def _row(one: Drawn, row: Any) -> dict[str, Any]:
    return {column.key: _typed(column, row[_name(column.key)]) for column in one.columns}


def _kept(one: Drawn, field: Any) -> Iterator[Any]:
    """Rows that are neither ticked for removal nor left empty."""
    for entry in field.entries:
        written = [column for column in one.columns if column.shape in ("text", "number", "day", "clock")]
        empty = bool(written) and not any(entry.form[_name(column.key)].data for column in written)
        if not entry.form.remove.data and not empty:
            yield entry


def _place_in_row(one: Drawn, field: Any, error: dict[str, Any]) -> None:
    _, position, column, *_rest = error["loc"]
    cells = list(_kept(one, field))[position].form
    if _name(str(column)) in cells:
        _add(cells[_name(str(column))], f"{cells[_name(str(column))].label.text}: {plain_reason(error)}.")


def _add(field: Any, message: str) -> None:
    if message not in field.errors:
        field.errors = [*field.errors, message]


def _shown(one: Drawn, value: Any) -> Any:
    if one.shape == "rows":
        return [{_name(each.key): _shown(each, getattr(row, each.key)) for each in one.columns} for row in value]
    if one.shape == "lines":
        return "\n".join(str(_plain(item)) for item in value)
    if one.shape == "choices":
        return [str(_plain(item)) for item in value]
    if one.shape == "day":
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.strftime("%H:%M") if isinstance(value, time) else value
