"""The forms for what keeps a person safe on an evening: one for workers, one in easy words for the person."""

from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from core.api import Form, forms, lazy_gettext, local_today
from plugins.meetings.models import Safety
from plugins.meetings.vocabulary import HOME

LONGEST = Length(max=1000, message=lazy_gettext("Use 1,000 characters or fewer."))
SHORT = Length(max=200, message=lazy_gettext("Use 200 characters or fewer."))
PHONE = Regexp(
    r"^(\+?[0-9][0-9 ()-]{5,38})?$",
    message=lazy_gettext("Type a telephone number in figures, such as 07700 900123, or leave it empty."),
)
THEMSELVES = "They said so themselves"  # staff read it
OWN_HOME = {
    "alone": lazy_gettext("Yes, I may go home on my own"),
    "collected": lazy_gettext("No, somebody collects me"),
    "unknown": lazy_gettext("I don't know"),
}


class SafetyForm(Form):
    """As workers write it down after somebody told them."""

    SAID = ("contact_name", "contact_phone", "allergies", "medical", "home", "home_note")
    version = HiddenField(default="0")
    contact_name = forms.TextField("Whom to call", description="A name and who they are.", validators=[SHORT])
    contact_phone = forms.TextField("Their telephone number", validators=[PHONE])
    allergies = forms.LongTextField(
        "Allergies and what they must not eat", description="Write “none” if they said so.", validators=[LONGEST]
    )
    medical = forms.LongTextField(
        "Anything else that whoever leads must know",
        description="Only what matters on an evening.",
        validators=[LONGEST],
    )
    home = forms.RadioField(
        "How they get home", choices=[SelectChoice(key, words) for key, words in HOME.items()], default="unknown"
    )
    home_note = forms.TextField("More about that", description="For example who collects them.", validators=[SHORT])
    said_on = forms.DateField("Said on", validators=[InputRequired("Say on which day you were told.")])
    said_by = forms.TextField(
        "Who said it",
        description="For example: their foster carer, by telephone.",
        validators=[InputRequired("Say who told you. Nothing here is ever guessed."), SHORT],
    )

    def validate_said_on(self, field: Any) -> None:
        """Nobody can have said it tomorrow."""
        if field.data and field.data > local_today():
            raise ValidationError("This day is still to come. Give the day on which you were told.")

    def begin(self) -> None:
        """Start with today."""
        self.said_on.data = local_today()

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        said = {name: self[name].data or "" for name in self.SAID}
        return said | {"said_on": self.said_on.data, "said_by": self.said_by.data or ""}

    def show(self, row: Safety) -> None:
        """Fill the form from the record; who says it now and when is asked anew."""
        for name in self.SAID:
            self[name].data = getattr(row, name)
        self.version.data = str(row.version)
        self.said_by.data = row.said_by


class MySafetyForm(Form):
    """The same in easy words, answered by the person."""

    SAID = SafetyForm.SAID[:5]
    version = HiddenField(default="0")
    contact_name = forms.TextField(
        lazy_gettext("Who should we call if something happens?"),
        description=lazy_gettext("Their name, and who they are to you."),
        validators=[SHORT],
    )
    contact_phone = forms.TextField(lazy_gettext("Their phone number"), validators=[PHONE])
    allergies = forms.LongTextField(lazy_gettext("Is there anything you must not eat?"), validators=[LONGEST])
    medical = forms.LongTextField(
        lazy_gettext("Is there anything else we must know to look after you?"),
        description=lazy_gettext("For example: asthma, and where your inhaler is."),
        validators=[LONGEST],
    )
    home = forms.RadioField(
        lazy_gettext("May you go home on your own?"),
        choices=[SelectChoice(key, words) for key, words in OWN_HOME.items()],
        default="unknown",
    )

    def values(self) -> dict[str, Any]:
        """What was typed, as columns; said today, by the person."""
        said = {name: self[name].data or "" for name in self.SAID}
        return said | {"said_on": local_today(), "said_by": THEMSELVES}

    def show(self, row: Safety) -> None:
        """Fill the form from the record."""
        for name in self.SAID:
            self[name].data = getattr(row, name)
        self.version.data = str(row.version)
