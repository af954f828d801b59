"""The form for how a group usually meets: where a year's plan starts from."""

from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from core.api import Form, db, forms
from plugins.meetings.cadence import ORDINALS, WEEKDAYS
from plugins.meetings.models import Usual, Venue


class UsualForm(Form):
    """The weekday, the time, how long and where."""

    weekday = forms.ChoiceField(
        "Day of the week", choices=[SelectChoice(str(number), name) for number, name in enumerate(WEEKDAYS)]
    )
    week_of_month = forms.ChoiceField(
        "Which one in the month",
        choices=[
            SelectChoice("", "Any"),
            *(SelectChoice(str(number), name) for number, name in enumerate(ORDINALS, start=1)),
        ],
        description="For groups that meet every month.",
    )
    at = forms.TimeField(
        "Starts at", description="For example 4:30pm", validators=[InputRequired("Say when meetings start.")]
    )
    minutes = forms.WholeNumberField(
        "How many minutes",
        validators=[
            InputRequired("Say how long meetings last."),
            NumberRange(5, 1440, "A meeting lasts from 5 minutes to a day (1,440 minutes)."),
        ],
    )
    venue_id = forms.ChoiceField("Where")
    online_url = forms.TextField(
        "Address to join online", validators=[Length(max=500, message="Use 500 characters or fewer.")]
    )
    term_time_only = forms.YesField("Only in term time", default=True)

    def offer(self) -> None:
        """Offer the council's venues."""
        rows = db.session.execute(db.select(Venue.id, Venue.name).where(Venue.active).order_by(Venue.name))
        self.venue_id.choices = [SelectChoice("", "Not chosen"), *(SelectChoice(str(row.id), row.name) for row in rows)]

    def validate_online_url(self, field: Any) -> None:
        """An address that a browser opens safely."""
        if field.data and not field.data.startswith("https://"):
            raise ValidationError("An address to join begins with https://. Copy the whole of it.")

    def values(self) -> dict[str, Any]:
        """What was typed, as the columns of a Usual."""
        assert self.at.data is not None  # the form has been checked
        return {
            "weekday": int(self.weekday.data),
            "week_of_month": int(self.week_of_month.data) if self.week_of_month.data else None,
            "at": f"{self.at.data:%H:%M}",
            "minutes": self.minutes.data,
            "venue_id": UUID(self.venue_id.data) if self.venue_id.data else None,
            "online_url": self.online_url.data or "",
            "term_time_only": bool(self.term_time_only.data),
        }

    def show(self, row: Usual | None) -> None:
        """Fill the form from what is there; a Tuesday after school where nothing is."""
        self.weekday.data = str(row.weekday if row else 1)
        self.week_of_month.data = str(row.week_of_month or "") if row else ""
        self.at.raw_data, self.minutes.data = [row.at if row else "16:30"], row.minutes if row else 90
        if row:
            self.venue_id.data, self.online_url.data = str(row.venue_id or ""), row.online_url
            self.term_time_only.data = row.term_time_only
