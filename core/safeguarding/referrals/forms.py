"""Forms of what leaves a case: a referral, its sending and its acceptance, a bundle, a transfer."""

from collections.abc import Iterable
from typing import Any

from wtforms import ValidationError
from wtforms.validators import InputRequired, Length, Optional

from core.clock import local_today
from core.people.forms import choices
from core.safeguarding.referrals.contents import Part
from core.safeguarding.referrals.packs import CONSENT, NEEDS_WHY, TO
from core.web.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    LongTextField,
    RadioField,
    TextField,
    TimeField,
    YesField,
)

HOW = {"secure_mail": "Secure mail", "portal": "Their own portal", "phone": "By telephone", "hand": "Handed over"}
PARTS_MUST = "Tick at least one: a pack without anything in it helps nobody."


def _parts() -> ChoicesField:
    return ChoicesField(
        "What goes along?", description="No more than they need to act", choices=[],
        validators=[InputRequired(PARTS_MUST)],
    )  # fmt: skip


class PartsForm(Form):
    """Which entries of the case go along; each form says at which place it asks that."""

    parts: Any

    def offer(self, parts: Iterable[Part]) -> None:
        """Offer every entry that can leave the case."""
        self.parts.choices = choices((str(one.seq), one.label) for one in parts)

    @property
    def seqs(self) -> list[int]:
        """The numbers of the entries that were ticked."""
        return [int(one) for one in self.parts.data or []]


class ReferralForm(PartsForm):
    """To whom, what, why, and on which ground."""

    to = RadioField("To whom?", choices=choices(TO.items()), validators=[InputRequired("Choose to whom.")])
    to_name = TextField("Which team or person?", validators=[Length(max=200)])
    parts = _parts()
    with_people = YesField("With the names of the people in this case")
    why = LongTextField(
        "Why is it shared, and what do you ask of them?",
        validators=[InputRequired("Write why, and what you ask of them."), Length(max=20_000)],
    )
    sharing = RadioField(
        "Were the child or the parents asked?", choices=choices(CONSENT.items()),
        validators=[InputRequired("Choose one.")],
    )  # fmt: skip
    sharing_why = LongTextField("If not asked or refused: why is it shared?", validators=[Length(max=4000)])

    def validate_sharing_why(self, field: Any) -> None:
        """Whoever shares without a yes says why."""
        if self.sharing.data in NEEDS_WHY and not field.data:
            raise ValidationError("Write why it is shared without a yes.")


class WhenForm(Form):
    """A day and a time that have come."""

    on = DateField("On which day?", validators=[InputRequired("Enter the day.")])
    at = TimeField("At what time?", validators=[Optional()])

    def validate_on(self, field: Any) -> None:
        """What was done was not done tomorrow."""
        if field.data is not None and field.data > local_today():
            raise ValidationError("That day has not come yet: check the date.")


class SentForm(WhenForm):
    """How a pack was sent, and to whom."""

    how = RadioField("How was it sent?", choices=choices(HOW.items()), validators=[InputRequired("Choose how.")])
    to_name = TextField("To whom?", validators=[InputRequired("Write to whom."), Length(max=200)])


class AcceptedForm(WhenForm):
    """Who took a referral on, under which reference."""

    accepted_by = TextField("Who accepted it?", validators=[InputRequired("Write who accepted it."), Length(max=200)])
    reference = TextField("Their reference", validators=[Length(max=100)])


class HandOverForm(Form):
    """For which system, and why."""

    to = TextField("For which system?", validators=[InputRequired("Write for which system."), Length(max=200)])
    why = LongTextField("Why?", validators=[InputRequired("Write why."), Length(max=4000)])


class TransferForm(PartsForm):
    """To which council, what goes over, and why."""

    council = ChoiceField("To which council?", validators=[InputRequired("Choose a council.")])
    parts = _parts()
    with_files = YesField("With the pictures and papers that came with it")
    why = LongTextField(
        "Why do they have to look after it?", validators=[InputRequired("Write why."), Length(max=4000)]
    )
