"""The small forms for what hangs on a group: a way to join, a seat, a yearly event, an affiliate."""

from typing import Any
from uuid import UUID

from wtforms.validators import InputRequired, Length

from core.api import Form, db, forms
from plugins.groups.forms.fields import LinesField, NumberField, choices, typed
from plugins.groups.models import Board
from plugins.groups.vocabulary import COUNTED, MONTHS, ROUTES, SEAT_ROLES

_NAME = [InputRequired("Give it a name."), Length(max=200, message="Use 200 characters or fewer.")]


class PartForm(Form):
    """Base of the small forms: `values` are the columns of the record."""

    FIELDS: tuple[str, ...] = ()

    def offer(self) -> None:
        """Fill lists to choose from; most forms have none."""

    def values(self) -> dict[str, Any]:
        """What was typed, as the record's columns; a text that was not sent is empty."""
        return {name: typed(self[name]) for name in self.FIELDS}

    def show(self, row: Any) -> None:
        """Fill the form from a record."""
        for name in self.FIELDS:
            self[name].data = getattr(row, name)


class JoinForm(PartForm):
    """One way to join; a group may have several."""

    FIELDS = ("kind", "by_whom", "how")
    kind = forms.ChoiceField("How people join", choices=choices(ROUTES))
    by_whom = LinesField("By whom", description="Who elects, nominates or sends. One on each line.")
    how = forms.LongTextField("What to do", description="Tell a young person in one or two sentences.")


class SeatForm(PartForm):
    """What a group has to do with a board."""

    FIELDS = ("board_id", "role", "seats", "counted", "times_per_year", "note")
    board_id = forms.ChoiceField("Board", validators=[InputRequired("Choose a board.")])
    role = forms.ChoiceField("What the group does there", choices=choices(SEAT_ROLES))
    seats = NumberField("Number of seats", high=200, description="Leave empty if it is not stated.")
    counted = forms.ChoiceField("The number counts", choices=choices(COUNTED), default="not_stated")
    times_per_year = NumberField("How often they meet in a year", low=1, high=366)
    note = forms.LongTextField("Note")

    def offer(self) -> None:
        """Offer every board of the council."""
        rows = db.session.execute(db.select(Board.id, Board.name).order_by(Board.name))
        self.board_id.choices = choices({"": "Choose a board"} | {str(id): name for id, name in rows})

    def values(self) -> dict[str, Any]:
        """The board's id as an id."""
        return super().values() | {"board_id": UUID(self.board_id.data)}

    def show(self, row: Any) -> None:
        """Fill the form from a seat."""
        super().show(row)
        self.board_id.data = str(row.board_id)


class EventForm(PartForm):
    """Something that comes round each year."""

    FIELDS = ("name", "month", "times_per_year", "note")
    name = forms.TextField("What it is", description="For example: annual meeting.", validators=_NAME)
    month = forms.ChoiceField("Month", choices=choices(MONTHS, not_stated=True))
    times_per_year = NumberField("How often in a year", low=1, high=366)
    note = forms.LongTextField("Note")

    def values(self) -> dict[str, Any]:
        """The month as a number."""
        return super().values() | {"month": int(self.month.data) if self.month.data else None}

    def show(self, row: Any) -> None:
        """Fill the form from an event."""
        super().show(row)
        self.month.data = str(row.month or "")


class AffiliateForm(PartForm):
    """A body that takes part without being one of the council's groups."""

    FIELDS = ("name", "note")
    name = forms.TextField("Name", description="For example: school councils.", validators=_NAME)
    note = forms.LongTextField("Note")
