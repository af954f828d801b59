"""Forms of an override: the proposal with its reasons, a lead's answer, what was done, the review."""

from typing import Final

from wtforms import ValidationError
from wtforms.validators import InputRequired, Length, NumberRange

from core.people.forms import choices
from core.safeguarding.release import rules
from core.web.forms import ChoiceField, Form, LongTextField, RadioField, TextField, WholeNumberField, YesField

LONG: Final = 8000


class ProposeForm(Form):
    """Why, what exactly, to whom, for how long."""

    person = ChoiceField("Who said no?", validators=[InputRequired("Choose a person")])
    basis = RadioField(
        "On what ground does the law ask for it?",
        choices=choices(rules.BASES.items()),
        validators=[InputRequired("Choose the ground that fits best")],
    )
    what = LongTextField(
        "What exactly is shared or kept",
        description="The least that does it. Name each thing.",
        validators=[InputRequired("Write what exactly"), Length(max=LONG)],
    )
    to_whom = TextField("With whom", validators=[InputRequired("Write with whom"), Length(max=400)])
    necessity = LongTextField(
        "Why it is necessary",
        description="What would happen without it, and what else was tried.",
        validators=[InputRequired("Write why it is necessary"), Length(max=LONG)],
    )
    proportionality = LongTextField(
        "Why it is in proportion",
        description="Why the good it does is greater than the harm of going against their wish.",
        validators=[InputRequired("Write why it is in proportion"), Length(max=LONG)],
    )
    why_not_told = LongTextField(
        "If they are not told first: why not",
        description="Leave it empty if they are told before it is done.",
        validators=[Length(max=LONG)],
    )
    days = WholeNumberField(
        "For how many days",
        default=30,
        validators=[InputRequired("Enter a number of days"), NumberRange(1, rules.MOST_DAYS, "From 1 to 90 days")],
    )
    is_emergency = YesField(
        "It could not wait: it is done already. A lead must say within 24 hours whether that was right"
    )


class StepForm(Form):
    """What is said with a step."""

    words = LongTextField("Why", validators=[InputRequired("Write why"), Length(max=LONG)])


class DoneForm(Form):
    """That it was done, and how anybody can show it."""

    receipt = TextField(
        "How it can be shown that they have it",
        description="A reference, a name and a time.",
        validators=[InputRequired("Write how it can be shown"), Length(max=400)],
    )
    words = LongTextField("Anything else to know later", validators=[Length(max=LONG)])


class OverrideReviewForm(Form):
    """What came of it, and what the person reads."""

    words = LongTextField(
        "What came of it, and whether it would be done again",
        validators=[InputRequired("Write what came of it"), Length(max=LONG)],
    )
    shown = YesField("They may read on their own page that it was done", default=True)
    for_them = LongTextField(
        "Your words for them",
        description="Plain words, in a language that they read. Say nothing about anybody else, nor of any concern.",
        validators=[Length(max=LONG)],
    )

    def validate_for_them(self, field: LongTextField) -> None:
        """Without words there is nothing to show."""
        if self.shown.data and not field.data:
            raise ValidationError("Write what they will read, or take the tick away")
