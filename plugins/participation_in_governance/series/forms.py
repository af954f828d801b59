"""The forms of a series and of one of its events (N56)."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.api import Form, forms
from plugins.participation_in_governance import choosing
from plugins.participation_in_governance.choosing import id_of, show_themes, themes_chosen
from plugins.participation_in_governance.models import Series, SeriesEvent
from plugins.participation_in_governance.series.reading import sessions_of, sessions_words

LINE = Length(max=200, message="Use 200 characters or fewer.")
LONG = Length(max=4000, message="Use 4,000 characters or fewer.")
MOST = 5000


def _people(label: str) -> Any:
    message = f"Type a whole number from 0 to {MOST}."
    return forms.WholeNumberField(label, validators=[Optional(), NumberRange(0, MOST, message)])


class SeriesForm(Form):
    """Several events under one name."""

    theme_fields: tuple[str, ...] = ()

    version = HiddenField()
    title = forms.TextField("Name", validators=[InputRequired("Give the series a name."), LINE])
    about = forms.LongTextField("What it is", validators=[LONG])
    about_easy = forms.LongTextField("The same in Easy Read", validators=[LONG])
    partner_id = forms.ChoiceField("Lead partner")
    outcome = forms.LongTextField("What came of it", description="In plain words. Name no child.", validators=[LONG])
    outcome_easy = forms.LongTextField("The same in Easy Read", validators=[LONG])
    is_public = forms.YesField("Everybody can read this")

    def offer(self) -> None:
        """Offer the council's organisations."""
        self.partner_id.choices = choosing.partners()

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        texts = {name: self[name].data or "" for name in ("title", "about", "about_easy", "outcome", "outcome_easy")}
        chosen = {"themes": themes_chosen(self), "partner_id": id_of(self.partner_id.data)}
        return texts | chosen | {"is_public": bool(self.is_public.data)}

    def show(self, row: Series) -> None:
        """Fill the form from a series."""
        for name in ("title", "about", "about_easy", "outcome", "outcome_easy", "is_public"):
            self[name].data = getattr(row, name)
        show_themes(self, row.themes)
        self.partner_id.data, self.version.data = str(row.partner_id or ""), str(row.version)


class SeriesEventForm(Form):
    """One event of a series."""

    version = HiddenField()
    title = forms.TextField("Name", validators=[InputRequired("Give the event a name."), LINE])
    on_date = forms.DateField("Day", validators=[InputRequired("Say on which day it is.")])
    until = forms.DateField("Last day, where it takes several", validators=[Optional()])
    place = forms.TextField("Where", validators=[LINE])
    about = forms.LongTextField("What happens there", validators=[LONG])
    sessions = forms.LongTextField(
        "Sessions",
        description="One on each line, such as: 10am | What is a gene? | Years 5 and 6",
        validators=[LONG],
    )
    children = _people("Children and young people who came without a school")
    adults = _people("Adults who came without a school")
    outcome = forms.LongTextField("What came of it", description="Name no child.", validators=[LONG])
    outcome_easy = forms.LongTextField("The same in Easy Read", validators=[LONG])
    cancelled = forms.YesField("It is called off")

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then that the last day is not before the first."""
        fine: bool = super().validate(extra_validators)
        if fine and self.until.data and self.until.data < self.on_date.data:
            self.until.errors = [*self.until.errors, "The last day is before the first. Change one of them."]
            return False
        return fine

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        texts = {name: self[name].data or "" for name in ("title", "place", "about", "outcome", "outcome_easy")}
        days = {"on_date": self.on_date.data, "until": self.until.data, "cancelled": bool(self.cancelled.data)}
        numbers = {name: self[name].data or 0 for name in ("children", "adults")}
        return texts | days | numbers | {"sessions": sessions_of(self.sessions.data or "")}

    def show(self, row: SeriesEvent) -> None:
        """Fill the form from an event."""
        for name in ("title", "on_date", "until", "place", "about", "outcome", "outcome_easy", "children", "adults"):
            self[name].data = getattr(row, name)
        self.cancelled.data, self.sessions.data = row.cancelled, sessions_words(row.sessions)
        self.version.data = str(row.version)


class TurnoutForm(Form):
    """A school that came to an event."""

    school_id = forms.ChoiceField("School", validators=[InputRequired("Choose a school.")])
    children = _people("Children it brought")
    adults = _people("Adults with them")
