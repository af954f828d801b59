"""The forms of what partners give, and of what came of it."""

from typing import Any
from uuid import UUID

from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from core.api import Form, forms
from plugins.participation_champions.vocabulary import GIFTS, GIVEN

_LONG = Length(max=400, message="Use 400 characters or fewer.")


class GiftForm(Form):
    """A partner pledges something (LA6)."""

    organisation_id = forms.ChoiceField("Which partner")
    body = forms.TextField(
        "Or its name, if it is not in the list", validators=[Length(max=200, message="Use 200 characters or fewer.")]
    )
    kind = forms.RadioField(
        "What it gives",
        choices=[SelectChoice(*one) for one in GIFTS.items()],
        validators=[InputRequired("Choose what it gives.")],
    )
    amount = forms.WholeNumberField(
        "How much",
        description="Pounds, or hours a month. Empty where it cannot be counted.",
        validators=[Optional(), NumberRange(1, 100_000_000, "Use a whole number above 0.")],
    )
    what = forms.TextField("What for, or what it is", validators=[DataRequired("Write what it is."), _LONG])
    since = forms.DateField("From", validators=[DataRequired("Write the first day.")])
    until = forms.DateField("Until")

    def offer(self, organisations: list[tuple[UUID, str]]) -> None:
        """Offer the council's organisations."""
        named = [SelectChoice(str(id), name) for id, name in organisations]
        self.organisation_id.choices = [SelectChoice("", "None of the list"), *named]

    def validate_body(self, field: Any) -> None:
        """It is somebody's."""
        if not field.data and not self.organisation_id.data:
            raise ValidationError("Choose a partner, or write its name.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Money is counted; an amount that may be empty is not asked by itself."""
        valid = bool(super().validate(extra_validators))
        if self.kind.data == "money" and self.amount.data is None and not self.amount.errors:
            self.amount.errors = ["Write how much money it is."]
            return False
        return valid

    def validate_until(self, field: Any) -> None:
        """It does not end before it begins."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("The last day is before the first. Change one of them.")

    def values(self) -> dict[str, Any]:
        """The columns that were typed."""
        chosen = self.organisation_id.data
        name = {str(one.value): one.label for one in self.organisation_id.choices}.get(chosen or "", "")
        own = {"organisation_id": UUID(chosen) if chosen else None, "body": self.body.data or str(name)}
        return own | {each: self[each].data for each in ("kind", "amount", "what", "since", "until")}


class GivenForm(Form):
    """What came of a pledge, or that it was taken back."""

    given = forms.RadioField(
        "Did it come?",
        choices=[*(SelectChoice(*one) for one in GIVEN.items()), SelectChoice("taken_back", "They took it back")],
        validators=[InputRequired("Choose one.")],
    )
    words = forms.TextField("In a few words", validators=[_LONG])

    def validate_words(self, field: Any) -> None:
        """A pledge is not taken back without a reason."""
        if self.given.data == "taken_back" and not field.data:
            raise ValidationError("Write why it was taken back, as they said it.")
