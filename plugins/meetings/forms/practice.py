"""The forms of a meeting's safe practice: who is on duty, the risks, and confirming that all is in place."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from core.api import Form, forms, local_today
from plugins.meetings.forms.safety import PHONE
from plugins.meetings.models import MeetingDuty
from plugins.meetings.practice.risks import LIKELY, MOST, PARTS

SOMEBODY_ELSE = "else"
A_YEAR = timedelta(days=365)
LONGEST = 500  # characters of one answer about a risk
EMPTY = dict.fromkeys(PARTS, "")


class DutyForm(Form):
    """Who is on duty: one of the adults who are there, or somebody else who can be rung."""

    who = forms.RadioField("Who is on duty?", validators=[InputRequired("Choose who is on duty")])
    name = forms.TextField("Their name", description="Only for somebody else", validators=[Length(max=200)])
    role = forms.TextField(
        "What they do",
        description="Young people read it beside the first name. For example: youth worker",
        validators=[Length(max=120, message="Use 120 characters or fewer")],
    )
    phone = forms.TextField(
        "Phone on the evening",
        description="Only whoever runs the meeting sees it. Empty: the number of their record",
        validators=[PHONE],
    )

    def offer(self, adults: Mapping[UUID, str]) -> None:
        """The adults who are there, then somebody else."""
        known = [SelectChoice(str(id), name) for id, name in adults.items()]
        self.who.choices = [*known, SelectChoice(SOMEBODY_ELSE, "Somebody else, who can be rung")]

    def show(self, row: MeetingDuty) -> None:
        """Fill the form from the record."""
        self.who.data = str(row.person_id) if row.person_id else SOMEBODY_ELSE if row.name else None
        self.name.data, self.role.data, self.phone.data = row.name, row.role, row.phone

    def validate_name(self, field: Any) -> None:
        """Somebody else has a name and a number."""
        if self.who.data == SOMEBODY_ELSE and not field.data:
            raise ValidationError("Type their name")

    def validate_phone(self, field: Any) -> None:
        """Whoever is not there has to be reached."""
        if self.who.data == SOMEBODY_ELSE and not field.data:
            raise ValidationError("Type the number on which they can be rung that evening")

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        is_else = self.who.data == SOMEBODY_ELSE
        return {
            "person_id": None if is_else else UUID(self.who.data),
            "name": self.name.data or "" if is_else else "",
            "role": self.role.data or "",
            "phone": self.phone.data or "",
        }


class RisksForm(Form):
    """The end of the form about risks; the risks themselves are boxes of their own, read by `risks_sent`."""

    holds_for = forms.RadioField(
        "It holds for",
        choices=[
            SelectChoice("group", "Every meeting of this group, until it is looked at again"),
            SelectChoice("meeting", "This meeting only, such as a trip"),
        ],
        default="group",
    )
    review_on = forms.DateField(
        "Look at it again by", validators=[InputRequired("Say by which day it is looked at again")]
    )
    signed_name = forms.TextField(
        "Signed by", validators=[InputRequired("Type your name: you sign it"), Length(max=200)]
    )

    def begin(self, name: str) -> None:
        """A year ahead, signed by whoever fills it in."""
        self.review_on.data, self.signed_name.data = local_today() + A_YEAR, name

    def validate_review_on(self, field: Any) -> None:
        """A day to come, within two years."""
        if field.data and not local_today() < field.data <= local_today() + 2 * A_YEAR:
            raise ValidationError("Choose a day to come, two years from now at most")


class ConfirmForm(Form):
    """Whether all is in place; a reason where something is lacking."""

    why = forms.TextField(
        "Why does it take place although something is lacking?",
        description="And what you do instead. It is kept beside your name",
        validators=[Length(max=300, message="Use 300 characters or fewer")],
    )


def risks_sent(sent: Mapping[str, str]) -> tuple[list[dict[str, str]], str]:
    """The risks of a sent form, empty ones left out, and what is wrong with them ("" for nothing)."""
    rows = [{part: sent.get(f"{part}-{number}", "").strip()[:LONGEST] for part in PARTS} for number in range(MOST)]
    found = [row for row in rows if row["what"] or row["who"] or row["do"]]
    for row in found:
        row["likely"] = row["likely"] if row["likely"] in LIKELY else "some"
        if not (row["what"] and row["do"]):
            return found, "For each risk say what could go wrong and what you do about it. Empty ones are left out."
    return found, "" if found else "Write down at least one thing that could go wrong, and what you do about it."


def boxes(risks: Sequence[Mapping[str, str]], more: int = 2) -> list[Mapping[str, str]]:
    """The risks to show as boxes, with a few empty ones."""
    return [*risks, *[EMPTY] * more][:MOST]
