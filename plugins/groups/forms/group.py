"""The form for a group: one page in sections, in the order in which staff think about a group."""

from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, Organisation, Place, forms
from plugins.groups.forms.fields import (
    LinesField,
    NumberField,
    PostsField,
    choices,
    refuse,
    typed,
    with_present,
)
from plugins.groups.forms.links import links
from plugins.groups.models import Group
from plugins.groups.rules import cadence_problem
from plugins.groups.settings import GroupsSettings
from plugins.groups.vocabulary import (
    ACCESS,
    CADENCES,
    DECISION_RIGHTS,
    KINDS,
    LISTINGS,
    PARTICIPANTS,
    STATUSES,
    UMBRELLAS,
)

YEARS = {0: "Reception"} | {year: f"Year {year}" for year in range(1, 14)}
OPTIONAL_CHOICES = ("decision_rights",)
LINKS = ("programme_id", "organisation_id", "place_id")


class GroupForm(Form):
    """Everything about a group that is not a list of its own (joining, seats, yearly events, affiliates)."""

    SECTIONS = (
        ("What it is", ("name", "kind", "status", "purpose", "purpose_easy", "does")),
        (
            "Who it is for",
            ("participants", "who_for", "age_min", "age_max", "age_stretch", "age_rule", "school_years", "eligibility"),
        ),
        (
            "When and where it meets",
            ("cadence", "cadence_count", "cadence_target", "meets_when", "meets_at", "place_id"),
        ),
        ("Its meetings", ("formal_part", "formal_minutes", "informal_part")),
        ("What it can decide", ("decision_rights", "posts", "themes")),
        ("Finding it and joining in", ("interests", "access_offer", "languages", "contact")),
        (
            "Looking for people and welcoming them",
            ("advert", "advert_until", "role_description", "code_of_conduct", "induction"),
        ),
        ("Who may see it", ("listing", "members_hidden")),
        (
            "Where it belongs",
            ("programme_id", "organisation_id", "target_attendances", "target_unique", "source", "legal_note"),
        ),
    )  # fmt: skip
    version = HiddenField()

    name = forms.TextField(
        "Name",
        validators=[
            InputRequired("Give the group a name."),
            Length(max=200, message="Use 200 characters or fewer."),
        ],
    )
    kind = forms.ChoiceField("What sort of group", choices=choices(KINDS), default="forum")
    status = forms.ChoiceField("Status", choices=choices(STATUSES), default="active")
    purpose = forms.LongTextField("What it is for", description="One or two plain sentences.")
    purpose_easy = forms.LongTextField(
        "The same in Easy Read", description="Short sentences and easy words. One idea in each."
    )
    does = LinesField("What it does", description="One thing on each line.")

    participants = forms.ChoiceField("Who takes part", choices=choices(PARTICIPANTS), default="young_people")
    who_for = forms.LongTextField("Who it is for, in words")
    age_min = NumberField("Youngest age", description="Leave empty if there is none.")
    age_max = NumberField("Oldest age", description="Someone older is never removed: you decide.")
    age_stretch = NumberField("Oldest age with the exception below")
    age_rule = forms.TextField("Exception for age", description="For example: up to 25 with special needs.")
    school_years = forms.ChoicesField("School years", choices=choices(YEARS), coerce=int)
    eligibility = forms.ChoicesField("Life situation", description="Tick all that it is meant for.")

    cadence = forms.ChoiceField("How often it meets", choices=choices(CADENCES), default="not_stated")
    cadence_count = NumberField("How many", low=1, high=366, description="2 for twice a term, 6 for every six weeks.")
    cadence_target = NumberField("How many you aim for", low=1, high=366)
    meets_when = forms.TextField("Day and time", description="For example: Thursdays, 5 pm to 6.30 pm.")
    meets_at = forms.TextField("Meeting place")
    place_id = forms.ChoiceField("Area")

    formal_part = forms.TextField("Formal part", description="Minutes are kept of this part.")
    formal_minutes = NumberField("Length of the formal part, in minutes", low=1, high=1440)
    informal_part = forms.TextField(
        "Informal part", description="Food, games, peer support. No notes are kept of this part."
    )

    decision_rights = forms.ChoiceField("What it can decide", choices=choices(DECISION_RIGHTS, not_stated=True))
    posts = PostsField("Posts that members fill", description='One on each line, like "Youth MP: 2".')
    themes = LinesField("What it works on", description="One on each line.")

    interests = forms.ChoicesField("What it is about")
    access_offer = forms.ChoicesField("What makes it easy to take part", choices=choices(ACCESS))
    languages = forms.ChoicesField("Languages and interpreters")
    contact = forms.TextField(
        "Who to ask", description="A team and its phone or e-mail. The public sees this: name no person."
    )

    advert = forms.LongTextField(
        "Advert",
        description="Shown on the public page with a button “I'm interested”. Empty while you look for nobody.",
    )
    advert_until = forms.DateField(
        "Last day of the advert", validators=[Optional()], description="Leave empty if it stays open."
    )
    role_description = forms.LongTextField(
        "What members do", description="Read by whoever is asked to join. Short sentences and easy words."
    )
    code_of_conduct = forms.LongTextField("Code of conduct", description="Members are asked to read and agree to it.")
    induction = LinesField("Induction", description="What each new member learns or does, one on each line.")

    listing = forms.ChoiceField("Where the group is listed", choices=choices(LISTINGS))
    members_hidden = forms.YesField(
        "Hide who belongs to it",
        description="Tick this if being a member says something private about a young person.",
    )

    programme_id = forms.ChoiceField("Part of")
    organisation_id = forms.ChoiceField("Run by")
    target_attendances = NumberField("Attendances aimed for in a year", low=1, high=100000)
    target_unique = NumberField("Different schools or people aimed for", low=1, high=100000)
    source = forms.TextField("Where your strategy speaks of it")
    legal_note = forms.LongTextField("Law or guidance that asks for it")

    def offer(self, settings: GroupsSettings, group: Group | None) -> None:
        """Fill the lists to choose from: the council's words, programmes, organisations and places."""
        self.eligibility.choices = with_present(settings.eligibility, group.eligibility if group else ())
        self.interests.choices = with_present(settings.interests, group.interests if group else ())
        self.languages.choices = with_present(settings.languages, group.languages if group else ())
        own = group.id if group else None
        self.programme_id.choices = links(Group, Group.kind.in_(UMBRELLAS), Group.id != own)
        self.organisation_id.choices = links(Organisation, Organisation.active)
        self.place_id.choices = links(Place, Place.active)

    def validate_age_max(self, field: NumberField) -> None:
        """The oldest age is not under the youngest."""
        low, high = self.age_min.data, field.data
        if low is not None and high is not None and high < low:
            refuse(field, "The oldest age is under the youngest age. Change one of them.")

    def validate_age_stretch(self, field: NumberField) -> None:
        """An exception only makes sense above the ordinary oldest age."""
        if field.data is not None and (self.age_max.data is None or field.data <= self.age_max.data):
            refuse(field, "Make this more than the oldest age, or leave it empty.")

    def validate_cadence(self, field: forms.ChoiceField) -> None:
        """A counted way of meeting needs its number."""
        refuse(field, cadence_problem(field.data, self.cadence_count.data))

    def values(self) -> dict[str, Any]:
        """What was typed, as a group's columns."""
        values = {name: typed(self[name]) for _, fields in self.SECTIONS for name in fields}
        values |= {name: values[name] or None for name in OPTIONAL_CHOICES}
        return values | {name: UUID(values[name]) if values[name] else None for name in LINKS}

    def show(self, group: Group) -> None:
        """Fill the form from a group."""
        for name in [name for _, fields in self.SECTIONS for name in fields]:
            value = getattr(group, name)
            self[name].data = ("" if value is None else str(value)) if name in LINKS else value
        self.decision_rights.data = group.decision_rights or ""
        self.version.data = str(group.version)
