"""Forms of emergency access: why and for how long, with one's password; a lead's answer, review and telling."""

from typing import Final

from wtforms.validators import InputRequired, Length

from core.people.forms import choices
from core.safeguarding.release import rules
from core.web.forms import ChoiceField, Form, LongTextField, PasswordField, RadioField, YesField

LONG: Final = 4000
PASSWORD_HINT: Final = "The one you sign in with. It shows that it is you at this screen, now."
YES_NO: Final = choices([("yes", "Yes"), ("no", "No")])


class PasswordForm(Form):
    """One's own password, for an opening that a lead approved."""

    password = PasswordField(
        "Your password", description=PASSWORD_HINT, validators=[InputRequired("Enter your password")]
    )


class OpenForm(Form):
    """Why a child's cases must be opened now, for how long, and one's password."""

    reason = RadioField(
        "Why now?", choices=choices(rules.WHY.items()), validators=[InputRequired("Choose the reason that fits best")]
    )
    words = LongTextField(
        "What has happened, and what you need to know",
        description="The leads read this. Write what somebody else needs to understand it in two days.",
        validators=[InputRequired("Write what has happened"), Length(max=LONG)],
    )
    minutes = RadioField(
        "For how long?",
        choices=choices([(str(one), f"{one} minutes") for one in rules.MINUTES]),
        default=str(rules.MINUTES[1]),
        validators=[InputRequired("Choose how long")],
    )
    password = PasswordField(
        "Your password", description=PASSWORD_HINT, validators=[InputRequired("Enter your password")]
    )


class AskForm(Form):
    """Which colleague needs it, and why."""

    colleague = ChoiceField("Who needs it?", validators=[InputRequired("Choose a colleague")])
    reason = RadioField(
        "Why now?", choices=choices(rules.WHY.items()), validators=[InputRequired("Choose the reason that fits best")]
    )
    words = LongTextField(
        "What has happened", validators=[InputRequired("Write what has happened"), Length(max=LONG)]
    )


class AnswerForm(Form):
    """A lead's yes or no."""

    answer = RadioField("May it be opened?", choices=YES_NO, validators=[InputRequired("Say yes or no")])
    words = LongTextField("Why", validators=[InputRequired("Write why"), Length(max=LONG)])


class WidenForm(Form):
    """What a lead lets an opening do beyond reading concerns."""

    may_write = YesField("They may add to the concerns about this child")
    allegations = YesField("They may read allegations about staff that name this child")
    words = LongTextField("Why", validators=[InputRequired("Write why"), Length(max=LONG)])


class ReviewForm(Form):
    """Another lead's look at what was read and why."""

    answer = RadioField(
        "Was it right to open it, and was no more read than was needed?",
        choices=YES_NO,
        validators=[InputRequired("Say yes or no")],
    )
    words = LongTextField(
        "What you looked at, and what follows",
        validators=[InputRequired("Write what you looked at"), Length(max=LONG)],
    )


class TellingForm(Form):
    """Whether the young person was told that somebody read about them, or why not."""

    told = RadioField(
        "Does the young person know?",
        choices=choices(rules.TELLING.items()),
        validators=[InputRequired("Choose one")],
    )
    words = LongTextField(
        "How they were told and what they said, or why not",
        validators=[InputRequired("Write how, or why not"), Length(max=LONG)],
    )
