"""The forms of the steps, built from the table in asks.py; what is typed comes back as the body of an entry."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, StopValidation

from core.clock import NoSuchTime, local_moment, local_today
from core.safeguarding.desk.asks import LINE, LONG, STEPS, Ask, Step
from core.web.forms import ChoiceField, DateField, Form, LongTextField, RadioField, TextField, TimeField

FIELDS: Final[Mapping[str, Any]] = {
    "line": TextField,
    "long": LongTextField,
    "one": RadioField,
    "pick": ChoiceField,
    "date": DateField,
    "time": TimeField,
}
CHOSEN: Final = ("one", "pick")
Offered = Mapping[str, Sequence[tuple[str, str]]]
"""For fields whose choices are found at run time: (value, words) of each."""


class Needed:
    """A validator: the field must be there, as its line of the table says."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.field_flags = {} if ask.when or ask.without else {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Raise StopValidation where nothing was given, with what to do if something must be."""
        if not field.data:
            field.errors = []  # a choice that was not made is no wrong choice
            raise StopValidation(self.ask.must if self._is_needed(form) else None)

    def _is_needed(self, form: Any) -> bool:
        if self.ask.when is not None:
            other, values = self.ask.when
            return form[other].data in values
        return not self.ask.without or not form[self.ask.without].data


def form_of(step: Step, offered: Offered) -> Form:
    """The form of a step, with what is offered; filled with what was sent."""
    form: Form = _class(step.name)()
    for name, pairs in offered.items():
        form[name].choices = [SelectChoice(value, words) for value, words in pairs]
    return form


def said(step: Step, form: Form) -> dict[str, Any]:
    """What was typed and chosen, empty fields left out, as plain values."""
    given = {ask.name: form[ask.name].data for ask in step.asks if ask.name not in ("on", "at")}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items() if value}


def happened(form: Form) -> datetime | None:
    """When what is told of happened; None where the form does not ask, or nothing was typed. Raises ValueError."""
    if "on" not in form:
        return None
    on, at = form["on"].data, form["at"].data
    if on is None and at is None:
        return None
    if (on or local_today()) > local_today():
        raise ValueError("That day has not come yet: check the date.")
    try:
        return local_moment(on or local_today(), at or time(12))
    except NoSuchTime as fault:
        raise ValueError(str(fault)) from fault


@cache
def _class(name: str) -> type[Form]:
    fields = {ask.name: _field(ask) for ask in STEPS[name].asks}
    return type("StepForm", (Form,), fields)


def _field(ask: Ask) -> Any:
    kind = FIELDS[ask.how]
    checks: list[Any] = [Needed(ask)] if ask.must else [Optional()]
    more: dict[str, Any] = {}
    if ask.how in ("line", "long"):
        checks.append(Length(max=LONG if ask.how == "long" else LINE))
    if ask.how in CHOSEN:
        more = {"choices": [SelectChoice(*one) for one in ask.options.items()], "validate_choice": True}
    return kind(ask.label, description=ask.hint, validators=checks, **more)
