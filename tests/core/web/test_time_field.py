"""A time of day is read as people write it, and a slip is explained."""

from datetime import time

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from core.web.forms import TimeField


class Trial(Form):
    """One time."""

    at = TimeField("Time")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16:30", time(16, 30)),
        ("4.30pm", time(16, 30)),
        ("4:30 PM", time(16, 30)),
        ("4pm", time(16)),
        ("12am", time(0)),
        ("12:15pm", time(12, 15)),
        ("09:05", time(9, 5)),
        ("", None),
    ],
)
def test_a_time_as_people_write_it(typed: str, meant: time | None) -> None:
    form = Trial(MultiDict({"at": typed}))
    assert form.validate() and form.at.data == meant


@pytest.mark.parametrize("typed", ["4", "25:00", "13pm", "0pm", "4:60pm", "half past four", "16:30:00"])
def test_a_slip_is_explained_and_kept_on_the_page(typed: str) -> None:
    form = Trial(MultiDict({"at": typed}))
    assert not form.validate()
    assert form.at.errors == ["Enter a time like 4:30pm or 16:30"]
    assert form.at._value() == typed
