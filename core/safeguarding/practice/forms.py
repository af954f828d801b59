"""The forms of safe practice: a check that somebody saw, its withdrawal, and who leads an adult."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Regexp

from core.clock import local_today
from core.safeguarding.practice.rules import LEVELS, ends_on
from core.web.forms import ChoiceField, DateField, Form, RadioField, TextField

NOBODY = SelectChoice("", "Nobody, or not known")


class CheckForm(Form):
    """One check, as whoever saw it writes it down; what a certificate says is never asked for."""

    level = RadioField("Which?", validators=[InputRequired("Choose which it was")])
    done_on = DateField("Its date", description="For example 27 3 2026", validators=[InputRequired("Enter its date")])
    expires_on = DateField("It holds until", description="Leave it empty for what the council says")
    number_end = TextField(
        "The last digits of its number",
        description="Four at most, to tell it from another. Never the whole number, never what the certificate says",
        validators=[Regexp(r"^[0-9]{0,4}$", message="Type four digits at most, or leave it empty")],
    )

    def offer(self, kind: str) -> None:
        """Ask for what there is of this kind of check."""
        if kind in LEVELS:
            self.level.choices = [SelectChoice(key, words) for key, words in LEVELS[kind].items()]
        else:
            del self.level
        if kind != "dbs":
            del self.number_end

    def validate_done_on(self, field: Any) -> None:
        """Nobody can have seen what is still to come."""
        if field.data and field.data > local_today():
            raise ValidationError("This day is still to come. Enter the date that stands on it")

    def validate_expires_on(self, field: Any) -> None:
        """It ends after it began."""
        if field.data and self.done_on.data and field.data <= self.done_on.data:
            raise ValidationError("It would end before it began. Look at both dates")

    def values(self, kind: str, renew_months: Mapping[str, int]) -> dict[str, Any]:
        """What was typed, as columns; the end that the council gives where none was typed."""
        ends = self.expires_on.data or ends_on(kind, self.done_on.data, renew_months)
        named = {name: self[name].data or "" for name in ("level", "number_end") if name in self}
        return {"done_on": self.done_on.data, "expires_on": ends, **named}


class WithdrawForm(Form):
    """Why a check counts no more."""

    why = TextField(
        "Why does it not count any more?",
        description="For example: entered for the wrong person. Nothing about anybody’s past, and no concern",
        validators=[InputRequired("Say why in a few words"), Length(max=200, message="Use 200 characters or fewer")],
    )


class LineForm(Form):
    """Who leads an adult."""

    manager = ChoiceField("Who leads them?")

    def offer(self, members: Mapping[UUID, str]) -> None:
        """Everybody with a sign-in, by name."""
        self.manager.choices = [NOBODY, *(SelectChoice(str(user_id), name) for user_id, name in members.items())]

    @property
    def manager_user_id(self) -> UUID | None:
        """Who was chosen."""
        return UUID(self.manager.data) if self.manager.data else None
