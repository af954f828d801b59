"""Forms of an allegation: the four tests, the call to the LADO, the outcome."""

from datetime import time

from wtforms import ValidationError
from wtforms.validators import InputRequired, Length, Optional

from core.clock import local_today
from core.people.forms import choices
from core.safeguarding.allegations.rules import OUTCOMES, TESTS
from core.web.forms import ChoicesField, DateField, Form, LongTextField, RadioField, TextField, TimeField

POLICE = {"yes": "Yes", "no": "No, nothing points to an offence", "not_yet": "Not yet"}
LONG = 20_000


class ThresholdForm(Form):
    """Which of the four tests hold, and why."""

    tests = ChoicesField("Which of these hold?", choices=choices(TESTS.items()), validators=[Optional()])
    reason = LongTextField(
        "Why?", description="If none holds: what makes it a worry all the same",
        validators=[InputRequired("Write why: it must be clear later how this was decided."), Length(max=LONG)],
    )  # fmt: skip


class LadoForm(Form):
    """What was said to the LADO and what they advise."""

    on = DateField("On which day did you speak to them?", validators=[InputRequired("Enter the day.")])
    at = TimeField("At what time?")
    spoke_to = TextField("With whom?", validators=[InputRequired("Write with whom you spoke."), Length(max=200)])
    reference = TextField(
        "Their reference", description="Leave it empty if they have not given one yet", validators=[Length(max=100)]
    )
    advice = LongTextField(
        "What do they advise?", validators=[InputRequired("Write what they advise."), Length(max=LONG)]
    )
    police = RadioField(
        "Were the police consulted?", choices=choices(POLICE.items()), validators=[InputRequired("Choose one.")],
        description="Where it may be an offence, they must be",
    )  # fmt: skip
    police_reference = TextField("The police's reference, if there is one", validators=[Length(max=100)])

    def validate_on(self, field: DateField) -> None:
        """Nobody has spoken to them tomorrow."""
        if field.data is not None and field.data > local_today():
            raise ValidationError("That day has not come yet: check the date.")

    @property
    def time(self) -> time:
        """The time that was typed, or noon."""
        return self.at.data or time(12)


class OutcomeForm(Form):
    """What the inquiry found."""

    outcome = RadioField(
        "What was found?", choices=choices(OUTCOMES.items()), validators=[InputRequired("Choose what was found.")]
    )
    reason = LongTextField(
        "On what does that rest?", validators=[InputRequired("Write on what it rests."), Length(max=LONG)]
    )
    next_steps = LongTextField(
        "What follows from it?",
        description="For the adult, the child and the council: support, training, a referral to the Disclosure and "
        "Barring Service or a professional body",
        validators=[Length(max=LONG)],
    )
