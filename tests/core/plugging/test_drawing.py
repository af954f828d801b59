"""Which settings become which fields, and which are refused."""

from datetime import date, time
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, create_model

from core.plugging import drawing
from core.plugging.drawing import FILE_ONLY, drawn

Words = Annotated[str, Field(max_length=20)]


class Day(Enum):
    MON = "monday"
    LAST = "last_day"


class Slot(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    day: Day = Field(title="Day", description="Of the week")
    at: time = Field(title="From", description="Clock")


class Nested(Slot):
    slots: list[Slot] = Field(title="More", description="Too deep")


def settings_with(annotation: Any, default: Any = None, **field: Any) -> type[BaseModel]:
    said = {"title": "Title", "description": "Help.", "default": default, **field}
    return create_model("Settings", __config__=ConfigDict(extra="forbid"), one=(annotation, Field(**said)))


@pytest.mark.parametrize(
    ("annotation", "shape"),
    [
        (bool, "yes_no"),
        (int, "number"),
        (Annotated[int, Field(ge=0)], "number"),
        (int | None, "number"),
        (str, "text"),
        (date, "day"),
        (time | None, "clock"),
        (Day, "choice"),
        (Literal["often", "never"], "choice"),
        (list[Literal["often", "never"]], "choices"),
        (tuple[Words, ...], "lines"),
        (list[date], "lines"),
        (list[Slot], "rows"),
        (tuple[Slot, ...], "rows"),
    ],
)
def test_the_type_says_what_is_drawn(annotation: Any, shape: str) -> None:
    (one,) = drawn(settings_with(annotation))
    assert (one.shape, one.title, one.help) == (shape, "Title", "Help.")


def test_choices_have_labels_that_people_read() -> None:
    (one,) = drawn(settings_with(Day, json_schema_extra={"labels": {"monday": "Mondays"}}))
    assert one.choices == (("monday", "Mondays"), ("last_day", "Last day"))


def test_rows_have_a_column_for_each_field() -> None:
    (one,) = drawn(settings_with(list[Slot]))
    assert [(column.key, column.shape) for column in one.columns] == [("day", "choice"), ("at", "clock")]


@pytest.mark.parametrize("annotation", [dict[str, int], float, list[bool], list[Nested], int | str, Slot, set[str]])
def test_what_no_form_can_show_is_refused_unless_it_is_for_the_file_alone(annotation: Any) -> None:
    faults = drawing.faults(settings_with(annotation, default=None))
    assert len(faults) == 1 and faults[0].startswith("setting one: ")
    marked = settings_with(annotation, default=None, json_schema_extra=FILE_ONLY)
    assert drawing.faults(marked) == [] and drawn(marked) == ()
