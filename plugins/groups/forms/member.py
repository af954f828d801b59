"""The forms for a membership and for a person who is not on the council's record yet."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, forms
from plugins.groups.forms.fields import Choices, choices, refuse, with_present
from plugins.groups.models import Membership
from plugins.groups.vocabulary import ROUTES

KINDS_OF_PEOPLE = {
    "young_person": "Child or young person",
    "parent_carer": "Parent or carer",
    "worker": "Worker",
    "partner": "Partner",
}


class MembershipForm(Form):
    """A person's place in a group: role, term of office, how they came."""

    FIELDS = ("role", "supports", "route", "joined_on", "term_from", "term_to", "age_reason")
    asks_for_yes = False  # true where somebody who is no worker is put in without having been asked by Heard
    role = forms.ChoiceField("Role")
    supports = forms.YesField(
        "This person is a worker who supports the group",
        description="Workers of a group see its members. They are not counted as members.",
    )
    route = forms.ChoiceField("How they came", choices=choices(ROUTES, not_stated=True))
    for_organisation_id = forms.ChoiceField(
        "Elected or sent by", description="The school, service or group whose place they take."
    )
    joined_on = forms.DateField("In the group since", validators=[Optional()])
    term_from = forms.DateField("Term of office from", validators=[Optional()])
    term_to = forms.DateField(
        "Term of office until", validators=[Optional()], description="They stay a member until you end it."
    )
    age_reason = forms.TextField(
        "Reason, if outside the group's ages", description="Only for staff. Leave empty if there is none."
    )
    own_yes = forms.YesField(
        "They said yes to this themselves",
        description="Nobody is put into a group without their own yes. If you have not asked yet, put them forward.",
    )

    def offer(self, roles: Iterable[str], bodies: Choices | None = None) -> None:
        """Offer the council's roles, and the bodies that elect or send members where the group has any."""
        self.role.choices = with_present(roles)
        if bodies is None or len(bodies) < 2:
            del self.for_organisation_id
        else:
            self.for_organisation_id.choices = bodies

    def validate_own_yes(self, field: forms.YesField) -> None:
        """A worker is told to support a group; everybody else says yes themselves (W18)."""
        if self.asks_for_yes and not field.data and not self.supports.data:
            refuse(field, "Tick this once they have said yes themselves. If you have not asked, put them forward.")

    def validate_term_to(self, field: forms.DateField) -> None:
        """A term of office ends after it begins."""
        if self.term_from.data and field.data and field.data < self.term_from.data:
            refuse(field, "The term ends before it begins. Change one of the dates.")

    def place(self) -> dict[str, Any]:
        """What was typed, as a membership's columns."""
        typed = {name: self[name].data for name in self.FIELDS}
        typed |= {"route": typed["route"] or None, "age_reason": typed["age_reason"] or ""}
        return typed | {"for_organisation_id": self.body_id} if "for_organisation_id" in self else typed

    @property
    def body_id(self) -> UUID | None:
        """The body whose place they take; None where none was chosen or the group has none."""
        chosen = self.for_organisation_id.data if "for_organisation_id" in self else ""
        return UUID(chosen) if chosen else None

    def show(self, membership: Membership) -> None:
        """Fill the form from a membership."""
        for name in self.FIELDS:
            self[name].data = getattr(membership, name)
        self.route.data = membership.route or ""
        if "for_organisation_id" in self:
            self.for_organisation_id.data = str(membership.for_organisation_id or "")


class NewMemberForm(MembershipForm):
    """A person who is put on the council's record and into the group at once."""

    PERSON = ("name", "known_as", "kind", "born_on")
    name = forms.TextField(
        "Name",
        validators=[
            InputRequired("Give the person's name."),
            Length(max=200, message="Use 200 characters or fewer."),
        ],
    )
    known_as = forms.TextField(
        "What they like to be called", validators=[Length(max=100, message="Use 100 characters or fewer.")]
    )
    kind = forms.ChoiceField("Who they are", choices=choices(KINDS_OF_PEOPLE))
    born_on = forms.DateField("Date of birth", validators=[Optional()])
    sure = forms.YesField("This is another person with the same name")

    def person(self) -> dict[str, Any]:
        """What was typed about the person, as columns of the record."""
        return {name: self[name].data for name in self.PERSON}
