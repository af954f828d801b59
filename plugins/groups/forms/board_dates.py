"""The forms for a board's dates: one, several at once, and calling one off."""

from typing import Any
from uuid import UUID

from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, forms, local_today
from plugins.groups.boards.dates import found_on
from plugins.groups.boards.rules import MOST_DATES, as_line, papers_problem, series
from plugins.groups.forms.fields import NumberField, choices, refuse
from plugins.groups.models import BoardDate

EVERY = {
    "1": "Every month",
    "2": "Every two months",
    "3": "Every quarter",
    "4": "Every four months",
    "6": "Twice a year",
    "12": "Once a year",
}
_NOTE = [Length(max=200, message="Use 200 characters or fewer.")]


class BoardDateForm(Form):
    """One day on which a board sits, and when its papers must be there."""

    FIELDS = ("on_date", "papers_due_on", "note")
    on_date = forms.DateField("Date", validators=[InputRequired("Say on which day the board sits.")])
    papers_due_on = forms.DateField("Papers due by", validators=[Optional()])
    note = forms.TextField("Note", description="Everybody can read it.", validators=_NOTE)
    board_id: UUID | None = None
    own_id: UUID | None = None

    def about(self, board_id: UUID, own_id: UUID | None, days_before: int) -> None:
        """Say whose date this is, and when papers are usually due."""
        self.board_id, self.own_id = board_id, own_id or self.record_id
        usual = f"Leave empty for the usual: {days_before} days before." if days_before else "Leave empty if unknown."
        self.papers_due_on.description = usual

    def validate_on_date(self, field: forms.DateField) -> None:
        """A board sits once on a day."""
        if field.data and self.board_id and found_on(self.board_id, field.data, self.own_id):
            refuse(field, "The board sits on this day already. Choose another day, or change the date that is there.")

    def validate_papers_due_on(self, field: forms.DateField) -> None:
        """Papers come before the meeting."""
        refuse(field, papers_problem(self.on_date.data, field.data))

    def values(self) -> dict[str, Any]:
        """What was typed, as a date's columns."""
        return {"on_date": self.on_date.data, "papers_due_on": self.papers_due_on.data, "note": self.note.data or ""}

    def show(self, row: BoardDate) -> None:
        """Fill the form from a date."""
        for name in self.FIELDS:
            self[name].data = getattr(row, name)


class CancelDateForm(Form):
    """Why a date is called off."""

    note = forms.TextField(
        "Why", description="Everybody can read it. Leave it empty if you would rather not.", validators=_NOTE
    )


class BoardDatesForm(Form):
    """Several dates at once: a regular row of them, a list that was pasted, or both."""

    from_on = forms.DateField("From", validators=[Optional()])
    every = forms.ChoiceField("How often", choices=choices(EVERY), default="3")
    times = NumberField("How many dates", low=1, high=MOST_DATES, default=4)
    lines = forms.LongTextField(
        "Dates", description="One on each line, like 27 March 2026. Paste a list, or change the one that we wrote."
    )

    def written_out(self) -> None:
        """Put the regular dates into the list, where they can be looked at and changed."""
        if self.from_on.data:
            days = series(self.from_on.data, int(self.every.data), self.times.data or 1)
            typed = [self.lines.data] if self.lines.data else []
            self.lines.data = "\n".join([*typed, *map(as_line, days)])
            self.from_on.data, self.from_on.raw_data = None, ["", "", ""]

    def validate_from_on(self, field: forms.DateField) -> None:
        """A regular row begins on a day that is still to come."""
        if field.data and field.data < local_today():
            refuse(field, "This day is over. Start with the next day on which the board sits.")
