"""The form for one meeting: when, where, what kind, and what its people should know beforehand."""

from datetime import date
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from core.api import Form, NoSuchTime, db, forms
from plugins.groups.api import Board
from plugins.meetings import moments
from plugins.meetings.models import Meeting, Usual, Venue
from plugins.meetings.vocabulary import KINDS

NOWHERE = SelectChoice("", "Not chosen yet")
TOO_LONG = "Use 200 characters or fewer."
PLAIN = (
    *("title", "kind", "minutes", "where_note", "online_url", "online_note", "remote_places", "formal_minutes"),
    *("informal_part", "about", "about_easy", "wanted", "reply_by"),
)

NUMBERS = ("minutes", "remote_places", "formal_minutes", "reply_by")  # these may be missing; a text is empty


def a_number(label: str, low: int, high: int, **options: Any) -> Any:
    """A whole number that may be left empty."""
    message = f"Type a whole number from {low} to {high}, or leave it empty."
    return forms.WholeNumberField(label, validators=[Optional(), NumberRange(low, high, message)], **options)


class MeetingForm(Form):
    """One meeting, as staff plan it."""

    version = HiddenField()
    title = forms.TextField(
        "What it is called",
        validators=[InputRequired("Give it a name, such as “March meeting”."), Length(max=200, message=TOO_LONG)],
    )
    kind = forms.ChoiceField("Kind of meeting", choices=[SelectChoice(key, words) for key, words in KINDS.items()])
    on_date = forms.DateField("Day", validators=[InputRequired("Say on which day it is.")])
    at = forms.TimeField(
        "Starts at", description="For example 4:30pm", validators=[InputRequired("Say when it starts.")]
    )
    minutes = forms.WholeNumberField(
        "How many minutes",
        default=90,
        validators=[
            InputRequired("Say how long it lasts, in minutes."),
            NumberRange(5, 24 * 60, "A meeting lasts from 5 minutes to a day (1,440 minutes)."),
        ],
    )
    venue_id = forms.ChoiceField("Where")
    where_note = forms.TextField("Which room, or where to wait", validators=[Length(max=200, message=TOO_LONG)])
    online_url = forms.TextField(
        "Address to join online",
        description="Only people who are coming see it.",
        validators=[Length(max=500, message="Use 500 characters or fewer.")],
    )
    online_note = forms.TextField("How to join online", validators=[Length(max=200, message=TOO_LONG)])
    remote_places = a_number(
        "Places to join from afar", 0, 500, description="For those who live outside the area. Empty: as many as like."
    )
    formal_minutes = a_number(
        "Minutes of the formal part", 1, 24 * 60, description="The rest is time together; nothing is written down then."
    )
    informal_part = forms.TextField("What the rest of the time is for", validators=[Length(max=200, message=TOO_LONG)])
    about = forms.LongTextField("What it is about", description="Two or three plain sentences.")
    about_easy = forms.LongTextField("The same in Easy Read", description="Short sentences, one idea in each.")
    wanted = forms.TextField(
        "Which adults must come", description="For example: a head of service.", validators=[Length(max=200)]
    )
    board_id = forms.ChoiceField("With which board")
    reply_by = forms.DateField("Answer by", description="The day by which people should say whether they come.")

    def offer(self, present: UUID | None = None) -> None:
        """Offer the council's venues (one that is closed only where it is chosen already) and its boards."""
        venues = db.select(Venue.id, Venue.name).where(Venue.active | (Venue.id == present)).order_by(Venue.name)
        self.venue_id.choices = [NOWHERE, *(SelectChoice(str(row.id), row.name) for row in db.session.execute(venues))]
        boards = db.select(Board.id, Board.name).order_by(Board.name)
        none = SelectChoice("", "No board")
        self.board_id.choices = [none, *(SelectChoice(str(row.id), row.name) for row in db.session.execute(boards))]

    def begin(self, group_name: str, usual: Usual | None) -> None:
        """Start from how the group usually meets."""
        self.title.data = f"{group_name} meeting"[:200]
        if usual is None:
            return
        self.at.raw_data, self.minutes.data = [usual.at], usual.minutes
        self.venue_id.data, self.online_url.data = str(usual.venue_id or ""), usual.online_url

    def validate_at(self, field: Any) -> None:
        """Refuse an hour that the clocks jump over."""
        if isinstance(self.on_date.data, date) and field.data:
            try:
                moments.moment(self.on_date.data, field.data)
            except NoSuchTime as none:
                raise ValidationError(str(none)) from none

    def validate_formal_minutes(self, field: Any) -> None:
        """The formal part cannot be longer than the meeting."""
        if field.data and self.minutes.data and field.data > self.minutes.data:
            raise ValidationError("The formal part cannot be longer than the whole meeting.")

    def validate_reply_by(self, field: Any) -> None:
        """Nobody can answer after the meeting."""
        if field.data and self.on_date.data and field.data > self.on_date.data:
            raise ValidationError("This day is after the meeting. Choose an earlier one.")

    def validate_online_url(self, field: Any) -> None:
        """An address that a browser opens safely."""
        if field.data and not field.data.startswith("https://"):
            raise ValidationError("An address to join begins with https://. Copy the whole of it.")

    def values(self) -> dict[str, Any]:
        """What was typed, as a meeting's columns."""
        plain = {name: self[name].data for name in PLAIN}
        texts = {name: "" for name, value in plain.items() if value is None and name not in NUMBERS}
        assert self.at.data is not None  # the form has been checked
        starts_at = moments.moment(self.on_date.data, self.at.data)
        links = {name: UUID(self[name].data) if self[name].data else None for name in ("venue_id", "board_id")}
        return plain | texts | links | {"starts_at": starts_at, "on_date": self.on_date.data}

    def show(self, meeting: Meeting) -> None:
        """Fill the form from a meeting."""
        for name in PLAIN:
            self[name].data = getattr(meeting, name)
        here = moments.here(meeting.starts_at)
        self.on_date.data, self.at.data = here.date(), here.time()
        self.venue_id.data, self.board_id.data = str(meeting.venue_id or ""), str(meeting.board_id or "")
        self.version.data = str(meeting.version)


class CancelForm(Form):
    """Calling a meeting off."""

    why = forms.TextField(
        "Why, in words for everybody who would have come",
        description="For example: the building is closed. We will find another day.",
        validators=[InputRequired("Say why: people who would come read it."), Length(max=200, message=TOO_LONG)],
    )
