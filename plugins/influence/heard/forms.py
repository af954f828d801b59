"""The forms in which those who asked say what they think, type a code in, and leave an address; all of few words."""

from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.api import Form, forms, lazy_gettext
from plugins.influence.models import Pulse
from plugins.influence.vocabulary import PULSE, VERDICTS
from plugins.influence.voice.addresses import fault_of

LONGEST = 2000  # characters
FACES = {
    "4": lazy_gettext("Yes, a lot"),
    "3": lazy_gettext("Mostly"),
    "2": lazy_gettext("A little"),
    "1": lazy_gettext("No"),
}


def _words(label: str) -> forms.LongTextField:
    return forms.LongTextField(
        label, validators=[Length(max=LONGEST, message=lazy_gettext("Use 2,000 characters or fewer."))]
    )


class VerdictForm(Form):
    """Yes, partly or no, and words if they like."""

    verdict = forms.RadioField(
        lazy_gettext("Did it happen?"),
        choices=[SelectChoice(key, lazy_gettext(words)) for key, words in VERDICTS.items()],
        validators=[InputRequired(lazy_gettext("Choose one of the three."))],
    )
    words = _words(lazy_gettext("Do you want to say more?"))


class GroupVerdictForm(Form):
    """What a group decided together, as staff write it down."""

    verdict = forms.RadioField(
        "What did the group say?",
        choices=[SelectChoice(key, words) for key, words in VERDICTS.items()],
        validators=[InputRequired("Choose what the group said.")],
    )
    voices = forms.WholeNumberField(
        "How many young people said it?",
        validators=[InputRequired("Say how many."), NumberRange(1, 500, "Give a number from 1 to 500.")],
    )
    words = _words("In their own words")


class ReceiptForm(Form):
    """The code of a receipt."""

    code = forms.TextField(
        lazy_gettext("Your code"),
        description=lazy_gettext("It looks like BCDF-GHJ-KMN. Small letters work too."),
        validators=[InputRequired(lazy_gettext("Type the code of your receipt."))],
    )


class AddressForm(Form):
    """A mobile number or an e-mail address to hear by."""

    address = forms.TextField(
        lazy_gettext("Your mobile number or e-mail address"),
        description=lazy_gettext("We only use it to say that there is news. You can stop it at any time."),
        validators=[InputRequired(lazy_gettext("Give a mobile number or an e-mail address.")), Length(max=254)],
    )

    def validate_address(self, field: forms.TextField) -> None:
        """Refuse what cannot be written to."""
        if fault := fault_of(field.data or ""):
            raise ValidationError(fault)


class TakeBackForm(Form):
    """A last question before something is taken back."""


def _asked(name: str) -> forms.RadioField:
    faces = [SelectChoice(value, label) for value, label in FACES.items()]
    return forms.RadioField(lazy_gettext(PULSE[name]), choices=faces, validators=[Optional()])


class PulseForm(Form):
    """Did we listen? Four questions with four faces each; everything can be skipped."""

    space = _asked("space")
    voice = _asked("voice")
    audience = _asked("audience")
    influence = _asked("influence")
    words = _words(lazy_gettext("Anything else?"))

    def answers(self) -> dict[str, int]:
        """The four answers; 0 is not answered."""
        return {name: int(self[name].data or 0) for name in PULSE}

    def show(self, row: Pulse) -> None:
        """Fill the form from what was said before."""
        for name in PULSE:
            self[name].data = str(getattr(row, name) or "")
        self.words.data = row.words
