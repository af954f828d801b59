"""The form for a place to meet: where it is, how to get there, and what it has for those who need it (LA31)."""

from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.api import Form, Place, db, forms
from plugins.meetings.models import Venue

ACCESS = {
    "step_free": "Step-free from the street to the room",
    "toilet": "Accessible toilet",
    "hearing_loop": "Hearing loop",
    "quiet_space": "A quiet space",
    "changing": "Changing place",
    "parking": "Parking close by",
    "bus": "Bus stop close by",
    "prayer": "A place to pray",
    "kitchen": "Kitchen",
    "wifi": "Wireless network to join from",
}
TEXTS = ("name", "address", "access_notes", "travel")


class VenueForm(Form):
    """One place to meet."""

    version = HiddenField()
    name = forms.TextField(
        "Name",
        validators=[InputRequired("Give the place a name."), Length(max=200, message="Use 200 characters or fewer.")],
    )
    address = forms.LongTextField("Address")
    place_id = forms.ChoiceField("In which part of the area")
    access = forms.ChoicesField(
        "What it has", choices=[SelectChoice(key, words) for key, words in ACCESS.items()], validate_choice=True
    )
    access_notes = forms.LongTextField(
        "What else somebody should know", description="For example: the lift needs a key, ask at the desk."
    )
    travel = forms.LongTextField("How to get there", description="Buses, where to be dropped off, which door.")
    active = forms.YesField("We still use it", default=True)

    def offer(self) -> None:
        """Offer the council's places."""
        places = db.select(Place.id, Place.name).where(Place.active).order_by(Place.name)
        found = (SelectChoice(str(row.id), row.name) for row in db.session.execute(places))
        self.place_id.choices = [SelectChoice("", "Not chosen"), *found]

    def values(self) -> dict[str, Any]:
        """What was typed, as a venue's columns."""
        texts = {name: self[name].data or "" for name in TEXTS}
        place = UUID(self.place_id.data) if self.place_id.data else None
        return texts | {"access": self.access.data or [], "active": bool(self.active.data), "place_id": place}

    def show(self, venue: Venue) -> None:
        """Fill the form from a venue."""
        for name in (*TEXTS, "access", "active"):
            self[name].data = getattr(venue, name)
        self.place_id.data, self.version.data = str(venue.place_id or ""), str(venue.version)
