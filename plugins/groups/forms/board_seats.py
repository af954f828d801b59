"""The forms for somebody who holds a seat on a board, or stands in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms.validators import InputRequired, Optional

from core.api import Form, forms
from plugins.groups.forms.fields import choices, refuse
from plugins.groups.models import SeatHolder


class SeatTimeForm(Form):
    """From when to when somebody holds a seat, and whether they only stand in."""

    FIELDS = ("stands_in", "from_on", "to_on")
    stands_in = forms.YesField(
        "They stand in for whoever cannot come", description="Whoever stands in fills no seat in the numbers."
    )
    from_on = forms.DateField("From", validators=[Optional()])
    to_on = forms.DateField("Until", validators=[Optional()], description="Leave empty if it is open.")

    def validate_to_on(self, field: forms.DateField) -> None:
        """A seat ends after it begins."""
        if self.from_on.data and field.data and field.data < self.from_on.data:
            refuse(field, "The seat ends before it begins. Change one of the dates.")

    def times(self) -> dict[str, Any]:
        """What was typed, as a holder's columns."""
        return {name: self[name].data for name in self.FIELDS}

    def show(self, row: SeatHolder) -> None:
        """Fill the form from a holder."""
        for name in self.FIELDS:
            self[name].data = getattr(row, name)


class SeatHolderForm(SeatTimeForm):
    """Somebody of the group who takes up a seat."""

    person_id = forms.RadioField("Who", validators=[InputRequired("Choose somebody of the group.")])

    def offer(self, members: Iterable[tuple[str, str]]) -> None:
        """Offer the group's members: nobody else can hold its seat."""
        self.person_id.choices = choices(dict(members))

    def person(self) -> UUID:
        """Who was chosen."""
        return UUID(self.person_id.data)
