"""The form for a school that brings children to a meeting: how many, with how many adults, and what they need (N48)."""

from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from core.api import Form, Organisation, db, forms
from plugins.meetings.models import Booking

FIELDS = ("children", "adults", "contact_name", "contact", "needs")
MOST = 2000
KINDS = ("school", "college", "voluntary", "provider", "service")


def _number(label: str, low: int) -> forms.WholeNumberField:
    message = f"Type a whole number from {low} to {MOST:,}."
    return forms.WholeNumberField(label, validators=[InputRequired(message), NumberRange(low, MOST, message)])


class BookingForm(Form):
    """One school; only numbers of children, no names."""

    organisation_id = forms.ChoiceField("School", validators=[InputRequired("Choose the school.")])
    children = _number("How many children", 1)
    adults = _number("How many adults with them", 0)
    contact_name = forms.TextField(
        "Who brings them", validators=[Length(max=200, message="Use 200 characters or fewer.")]
    )
    contact = forms.TextField(
        "Their telephone number or e-mail", validators=[Length(max=254, message="Use 254 characters or fewer.")]
    )
    needs = forms.LongTextField(
        "What the children need",
        description="For example: 2 vegetarian lunches, one wheelchair. No names.",
        validators=[Length(max=1000, message="Use 1,000 characters or fewer.")],
    )

    def offer(self) -> None:
        """Offer the council's schools and other bodies that bring children."""
        query = db.select(Organisation.id, Organisation.name).where(
            Organisation.kind.in_(KINDS), Organisation.active.is_(True)
        )
        rows = db.session.execute(query.order_by(Organisation.name))
        none = SelectChoice("", "Choose a school")
        self.organisation_id.choices = [none, *(SelectChoice(str(row.id), row.name) for row in rows)]

    def values(self) -> dict[str, Any]:
        """What was typed, as a booking's columns but for the school."""
        return {name: self[name].data if self[name].data is not None else "" for name in FIELDS}

    @property
    def school(self) -> UUID:
        """The chosen school."""
        return UUID(self.organisation_id.data)

    def show(self, row: Booking) -> None:
        """Fill the form from a booking."""
        for name in FIELDS:
            self[name].data = getattr(row, name)
