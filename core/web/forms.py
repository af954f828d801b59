"""Forms: GOV.UK fields, and the promise that a form sent twice makes one record.

A form that makes a record carries `once`, a signed token drawn when the form was shown. It becomes the new
record's id, so that a double click, a reload or a second try after a lost connection finds the first record.
"""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any, TypeVar
from uuid import UUID, uuid4

import wtforms
from flask import current_app
from flask_wtf import FlaskForm
from govuk_frontend_wtf import wtforms_widgets as gov
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.exc import IntegrityError
from wtforms import HiddenField

from core.db import db
from core.web.request import current_actor

Record = TypeVar("Record")


class TextField(wtforms.StringField):
    """One line of text; spaces around it are dropped."""

    widget = gov.GovTextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("filters", [_trimmed])
        super().__init__(*args, **kwargs)


class LongTextField(wtforms.TextAreaField):
    """Several lines of text."""

    widget = gov.GovTextArea()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("filters", [_trimmed])
        super().__init__(*args, **kwargs)


class PasswordField(wtforms.PasswordField):
    """A password; never trimmed, never sent back."""

    widget = gov.GovPasswordInput()


class WholeNumberField(wtforms.IntegerField):
    """A whole number, typed."""

    widget = gov.GovTextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; raises ValueError with what to do."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Enter a whole number, for example 10") from None


class DateField(wtforms.DateField):
    """A date in three boxes: day, month, year. All empty is no date; one or two filled are a slip, never dropped."""

    widget = gov.GovDateInput()
    data: Any  # a date, or None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("format", "%d %m %Y")
        super().__init__(*args, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read day, month and year; raises ValueError with what to do."""
        self.raw_data = [str(part).strip() for part in (*valuelist, "", "", "")[:3]]
        self.data = None
        if not any(self.raw_data):
            return
        try:
            day, month, year = (int(part) for part in self.raw_data)
            self.data = date(year, month, day)
        except ValueError:
            raise ValueError("Enter a whole date: day, month and year, for example 27 3 2011") from None


class TimeField(wtforms.Field):
    """A time of day, typed as people write it: 16:30, 4.30pm, 4pm. Empty is no time; `data` is a time or None."""

    widget = gov.GovTextInput()
    data: time | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the time; raises ValueError with what to do."""
        self.raw_data = [str(valuelist[0]).strip()] if valuelist else []
        self.data = None
        if not any(self.raw_data):
            return
        self.data = _time_of_day(self.raw_data[0])

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if self.data else ""


class ChoiceField(wtforms.SelectField):
    """One of a long list, as a drop-down."""

    widget = gov.GovSelect()


class RadioField(wtforms.RadioField):
    """One of a few, all visible."""

    widget = gov.GovRadioInput()


class ChoicesField(wtforms.SelectMultipleField):
    """Any of several tick boxes."""

    widget = gov.GovCheckboxesInput()
    option_widget = wtforms.widgets.CheckboxInput()


class YesField(wtforms.BooleanField):
    """A single tick box."""

    widget = gov.GovCheckboxInput()


class EmailField(wtforms.EmailField):
    """An e-mail address."""

    widget = gov.GovTextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("filters", [_trimmed])
        super().__init__(*args, **kwargs)


_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


def _time_of_day(typed: str) -> time:
    found = _TIME.fullmatch(typed)
    try:
        if found is None or not (found[2] or found[3]):
            raise ValueError
        hour, half = int(found[1]), (found[3] or "").lower()
        if half and not 1 <= hour <= 12:
            raise ValueError
        return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, int(found[2] or 0))
    except ValueError:
        raise ValueError("Enter a time like 4:30pm or 16:30") from None


class Form(FlaskForm):
    """Base of every form: CSRF, what was typed is kept, and a token that makes a second sending harmless."""

    once = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.once.data:
            self.once.data = _signer().dumps(str(uuid4()))

    @property
    def record_id(self) -> UUID:
        """The id of the record that this form makes; a forged token is answered with a fresh id."""
        try:
            return UUID(_signer().loads(self.once.data or ""))
        except (BadSignature, ValueError):
            return uuid4()


def create_once(model: type[Record], form: Form, make: Callable[[UUID], Record]) -> tuple[Record, bool]:
    """Return (record, is it new): what `make(id)` builds, or what the same form built before.

    The record is flushed, not committed. Any other broken constraint is raised as IntegrityError.
    """
    found = db.session.get(model, form.record_id)
    if found is not None:
        return found, False
    record_id = form.record_id
    try:
        record = make(record_id)
        db.session.add(record)
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        found = db.session.get(model, record_id)
        if found is None:
            raise
        return found, False
    return record, True


def _signer() -> URLSafeSerializer:
    """Sign for this person, so that a token cannot be carried to another's form."""
    salt = f"once:{current_actor().user_id or 'nobody'}"
    return URLSafeSerializer(current_app.secret_key or "", salt=salt)


def _trimmed(value: str | None) -> str | None:
    return value.strip() if isinstance(value, str) else value
