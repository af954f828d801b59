"""Which settings can be drawn as a form, and as what: pure reading of a pydantic model.

Drawable: bool, int, str, Enum or Literal, date, time, each of them optional; lists of these; a list of one
flat model. Anything else is marked FILE_ONLY in its Field, or the plugin is refused. Raises NotDrawable.
"""

import types
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

FILE_ONLY: dict[str, Any] = {"file_only": True}  # Field(json_schema_extra=FILE_ONLY): only the council's file sets it

Shape = Literal["yes_no", "number", "text", "choice", "day", "clock", "choices", "lines", "rows"]
_PLAIN: dict[type, Shape] = {bool: "yes_no", int: "number", str: "text", date: "day", time: "clock"}


class NotDrawable(Exception):
    """A setting has a type that no form of ours can draw."""


@dataclass(frozen=True)
class Drawn:
    """One setting as a form shows it.

    `choices` are (value, label) pairs; `item` is the shape of each line of a list; `columns` those of each
    row.
    """

    key: str
    title: str
    help: str
    shape: Shape
    optional: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    item: "Drawn | None" = None
    columns: "tuple[Drawn, ...]" = ()
    row: type[BaseModel] | None = None


def drawn(model: type[BaseModel]) -> tuple[Drawn, ...]:
    """Every setting of `model` that a form may show, in order; settings that only the file sets are left out."""
    return tuple(
        _draw(key, info, info.annotation) for key, info in model.model_fields.items() if not is_file_only(info)
    )


def is_file_only(info: FieldInfo) -> bool:
    """True where the field is marked FILE_ONLY."""
    extra = info.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("file_only"))


def faults(model: type[BaseModel]) -> list[str]:
    """What keeps `model` from being a settings model, in plain words."""
    found = []
    if model.model_config.get("extra") != "forbid":
        found.append('settings must refuse unknown keys: model_config = ConfigDict(extra="forbid")')
    for key, info in model.model_fields.items():
        found.extend(_field_faults(key, info))
    try:
        model()
    except ValueError as error:
        found.append(f"settings must be valid by themselves: {error}")
    return found


def _field_faults(key: str, info: FieldInfo) -> list[str]:
    found = []
    if not info.title or not info.description:
        found.append(f"setting {key}: give it a title and a description")
    try:
        if not is_file_only(info):
            _draw(key, info, info.annotation)
    except NotDrawable as error:
        found.append(f"setting {key}: {error}")
    return found


def _draw(key: str, info: FieldInfo, annotation: Any) -> Drawn:
    said: Any = {"key": key, "title": info.title or key, "help": info.description or ""}
    kind, optional = _without_none(_bare(annotation))
    if item := _list_item(kind):
        return _draw_list(key, info, item, said)
    if kind in _PLAIN:
        return Drawn(**said, shape=_PLAIN[kind], optional=optional)
    if choices := _choices(kind, info):
        return Drawn(**said, shape="choice", optional=optional, choices=choices)
    raise NotDrawable(f"{annotation} cannot be drawn as a form; mark the field FILE_ONLY")


def _draw_list(key: str, info: FieldInfo, item: Any, said: Any) -> Drawn:
    if isinstance(item, type) and issubclass(item, BaseModel):
        columns = drawn(item)
        if any(column.shape in ("choices", "lines", "rows") for column in columns):
            raise NotDrawable("the rows of a list must be flat")
        return Drawn(**said, shape="rows", columns=columns, row=item)
    each = _draw(key, info, item)
    if each.shape == "choice":
        return Drawn(**said, shape="choices", choices=each.choices)
    if each.shape not in ("text", "number", "day", "clock"):
        raise NotDrawable("lists hold words, numbers, days, times or choices")
    return Drawn(**said, shape="lines", item=each)


def _bare(annotation: Any) -> Any:
    return _bare(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation, False
    others = [_bare(one) for one in get_args(annotation) if one is not type(None)]
    if len(others) != 1:
        raise NotDrawable("only one type, or one type and None")
    return others[0], True


def _list_item(annotation: Any) -> Any:
    arguments = get_args(annotation)
    if get_origin(annotation) is list:
        return _bare(arguments[0])
    if get_origin(annotation) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _bare(arguments[0])
    return None


def _choices(annotation: Any, info: FieldInfo) -> tuple[tuple[str, str], ...]:
    extra = info.json_schema_extra
    labels: Any = extra.get("labels", {}) if isinstance(extra, dict) else {}
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        values = [str(member.value) for member in annotation]
    elif get_origin(annotation) is Literal:
        values = [str(value) for value in get_args(annotation)]
    else:
        return ()
    return tuple((value, labels.get(value) or value.replace("_", " ").capitalize()) for value in values)
