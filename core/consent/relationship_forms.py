"""Forms about who stands in for a child: the adult and their right, what was checked, and who is kept away."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from wtforms import HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.consent.purposes import Purpose
from core.web.forms import ChoicesField, DateField, EmailField, Form, LongTextField, RadioField, TextField, YesField

NEW, COUNCIL = "new", "council"
KIND_TITLES = {
    "parent": "Parent",
    "guardian": "Guardian",
    "carer": "Carer, such as a foster carer or grandparent",
    "corporate_parent": "The council, as corporate parent",
    "deputy": "Deputy, appointed by a court for an adult",
}
KIND_WORDS = KIND_TITLES | {"carer": "Carer", "deputy": "Deputy"}
CHECKED_HELP = "Such as: birth certificate seen, order seen, known to the school for years. No copies are needed here"


class RightsForm(Form):
    """What an adult may do for a child, and how that was checked."""

    kind = RadioField(
        "What are they to the child?", choices=[SelectChoice(*pair) for pair in KIND_TITLES.items()], default="parent"
    )
    parental_responsibility = YesField(
        "They have parental responsibility", description="They may then decide about everything that a parent decides"
    )
    delegated = ChoicesField(
        "Without it: what was handed over to them to decide?",
        description="Only what an agreement or plan says. Leave all empty if nothing was handed over",
    )
    emergency_contact = YesField("Call them in an emergency")
    checked = YesField("I have checked this", description="Until somebody has, they can decide nothing")
    verified_how = TextField("How was it checked?", description=CHECKED_HELP, validators=[Length(max=200)])
    ends_on = DateField("It ends on", description="Leave it empty if no end is known")
    version = HiddenField()

    def offer(self, purposes: Iterable[Purpose]) -> None:
        """The purposes that can be handed over."""
        self.delegated.choices = [SelectChoice(one.name, one.title) for one in purposes]

    def validate_verified_how(self, field: TextField) -> None:
        """What was checked can be asked for later."""
        if self.checked.data and not field.data:
            raise ValidationError("Say how it was checked: a colleague may have to rely on it")

    def validate_kind(self, field: RadioField) -> None:
        """The council stands in as corporate parent and as nothing else."""
        is_council = self.data.get("adult") == COUNCIL
        if is_council is not (field.data == "corporate_parent") and "adult" in self.data:
            raise ValidationError("Choose “The council” both as who and as what, or neither")


class AddForm(RightsForm):
    """A new adult in a child's life: somebody recorded already, somebody new, or the council itself."""

    adult = RadioField("Who is it?", validators=[InputRequired("Choose who it is")])
    name = TextField("Their full name", validators=[Length(max=200)])
    phone = TextField("Phone", validators=[Length(max=40)])
    email = EmailField("E-mail", validators=[Length(max=254)])

    def offer_people(self, found: Sequence[Any]) -> None:
        """Those who were found, then somebody new, then the council."""
        known = [SelectChoice(str(row.id), row.name) for row in found]
        self.adult.choices = [*known, SelectChoice(NEW, "Somebody new"), SelectChoice(COUNCIL, "The council itself")]

    def validate_name(self, field: TextField) -> None:
        """Somebody new has a name."""
        if self.adult.data == NEW and not field.data:
            raise ValidationError("Enter the name of the new person")

    @property
    def adult_id(self) -> UUID | None:
        """The person who was chosen; None for somebody new and for the council."""
        return None if self.adult.data in (NEW, COUNCIL) else UUID(self.adult.data)


class FlagForm(Form):
    """Whether an adult is kept from a child."""

    no_contact = YesField("They must have no contact")
    court_order = YesField("A court order keeps them away or limits what they may know")
    flag_note = LongTextField(
        "What must colleagues know?",
        description="The order's date and what it says, in a sentence. The story belongs in your case record",
        validators=[Length(max=1000)],
    )
    version = HiddenField()
