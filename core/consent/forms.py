"""Forms of agreements: what somebody said, how a disagreement is settled, and how somebody is asked."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from flask_wtf.file import FileField
from govuk_frontend_wtf import wtforms_widgets as gov
from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.clock import local_today
from core.consent.answerers import Adult
from core.consent.purposes import Purpose
from core.consent.scans import ACCEPTED
from core.consent.words import IDENTITIES
from core.web.forms import ChoicesField, DateField, Form, LongTextField, RadioField

OWN, COUNCIL = "own", "council"
YES, NO = "yes", "no"
WAYS = {
    "link": "A link that works once, for 14 days",
    "paper": "A form to print",
    "screen": "On their own page, when they next sign in",
}
ANSWERS = [SelectChoice(YES, "Yes"), SelectChoice(NO, "No")]
OLDEST = 366  # days: an older day is a slip
SCAN_HELP = "A PDF or a photo of the signed form, up to 25 MB. You can leave it out."


def who_value(adult: Adult) -> str:
    """How an adult is told apart in a form: their id, or that it is the council."""
    return str(adult.id) if adult.id else COUNCIL


def whom(value: str) -> tuple[str, UUID | None]:
    """(voice, adult's id) of what was chosen in a form."""
    if value in (OWN, COUNCIL):
        return value, None
    return "adult", UUID(value)


class Answered(Form):
    """An answer: yes or no, and for a yes the uses."""

    answer = RadioField("What is the answer?", choices=ANSWERS, validators=[InputRequired("Choose yes or no")])
    options = ChoicesField("If yes: for what?", choices=[])

    def offer_uses(self, purpose: Purpose) -> None:
        """Show the uses of this purpose, or none where it has none."""
        if purpose.choices:
            self.options.choices = [SelectChoice(name, title) for name, title in purpose.choices.items()]
        else:
            del self.options

    @property
    def chosen(self) -> list[str]:
        """The uses of a yes; a no has none."""
        return list(self.options.data or []) if self.options and self.is_yes else []

    @property
    def is_yes(self) -> bool:
        """True for a yes."""
        return bool(self.answer.data == YES)


class RecordForm(Answered):
    """What somebody said, in a call, in person or on paper."""

    who = RadioField("Whose answer is it?", choices=[], validators=[InputRequired("Choose whose answer it is")])
    how = RadioField(
        "How did it come?",
        choices=[
            SelectChoice("spoken", "Spoken: in person or on the phone"),
            SelectChoice("paper", "On paper, signed"),
        ],
        validators=[InputRequired("Choose how it came")],
    )
    said_on = DateField("On which day?", description="The day on which they said or signed it")
    note = LongTextField(
        "Note",
        description="For a spoken answer: who heard it, and how you know that it was them. Others who work with them "
        "can read it, and they can too.",
        validators=[Length(max=1000)],
    )
    scan = FileField(
        "The signed form", description=SCAN_HELP, widget=gov.GovFileInput(), render_kw={"accept": ACCEPTED}
    )

    def offer(self, purpose: Purpose, called: str, adults: Iterable[Adult]) -> None:
        """Offer the uses of the purpose, and those who may answer."""
        self.offer_uses(purpose)
        able = [SelectChoice(who_value(adult), adult.title) for adult in adults]
        self.who.choices = [SelectChoice(OWN, f"{called}, for themselves"), *able]
        if not self.is_submitted():
            self.said_on.data = local_today()

    def validate_said_on(self, field: Any) -> None:
        """A day that has been, within the last year."""
        said_on: date | None = field.data
        if said_on is None or not 0 <= (local_today() - said_on).days <= OLDEST:
            raise ValidationError("Give the day on which it was said, within the last year")

    def validate_note(self, field: Any) -> None:
        """A spoken answer leaves no other trace."""
        if self.how.data == "spoken" and not (field.data or "").strip():
            raise ValidationError("Say who heard it, and how you know that it was them")


class SettleForm(Answered):
    """What holds where people said different things."""

    note = LongTextField(
        "How was it settled, and why?",
        description="Whom you spoke with, what each wants, what is best for the child. They can all ask to read it.",
        validators=[InputRequired("Say how it was settled and why"), Length(max=2000)],
    )


class AskForm(Form):
    """What to ask, whom, and in which way."""

    who = RadioField("Who is asked?", choices=[], validators=[InputRequired("Choose who is asked")])
    purposes = ChoicesField("About what?", choices=[])
    way = RadioField(
        "How?",
        choices=[SelectChoice(way, title) for way, title in WAYS.items()],
        validators=[InputRequired("Choose a way")],
    )
    identity = RadioField(
        "For a link: how will you know who answers?",
        description="A no counts at once in any case. A yes counts once somebody has checked who gave it.",
        choices=[
            SelectChoice("to_check", "I check it when the answer is there"),
            SelectChoice("handed_over", IDENTITIES["handed_over"]),
        ],
        default="to_check",
    )

    def offer(self, purposes: Iterable[Purpose], called: str, adults: Iterable[Adult]) -> None:
        """Offer what can be asked, and those who may answer; the council is never sent a form."""
        self.purposes.choices = [SelectChoice(one.name, one.title) for one in purposes]
        able = [SelectChoice(who_value(adult), adult.title) for adult in adults if adult.id]
        self.who.choices = [SelectChoice(OWN, f"{called}, for themselves"), *able]

    def validate_purposes(self, field: Any) -> None:
        """At least one."""
        if not field.data:
            raise ValidationError("Choose at least one thing to ask about")

    def validate_way(self, field: Any) -> None:
        """Only somebody who signs in has a page of their own, and only about themselves."""
        if field.data == "screen" and self.who.data != OWN:
            raise ValidationError("Only the person themselves is asked on their own page: choose a link or a form")


class CheckForm(Form):
    """How a worker knows who answered."""

    identity = RadioField(
        "How do you know who it was?",
        choices=[SelectChoice(key, words) for key, words in IDENTITIES.items() if key != "handed_over"],
        validators=[InputRequired("Say how you know who it was")],
    )
