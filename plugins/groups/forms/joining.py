"""The forms of the way into a group: putting somebody forward, asking to come, answering, putting in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, forms, gettext, lazy_gettext
from plugins.groups.forms.fields import Choices, NumberField, choices, refuse
from plugins.groups.forms.member import KINDS_OF_PEOPLE, MembershipForm
from plugins.groups.joining.making import Interest, Nomination
from plugins.groups.joining.wording import TOLD
from plugins.groups.vocabulary import ROUTES

ALONE_FROM = 13  # years: who is younger gives the contact of a grown-up
LONGEST = 2000  # characters of what somebody writes about themselves
PUT_FORWARD = ("nomination", "delegation", "service_involvement", "school", "invitation", "local", "open")
ANSWERS = {"welcome": "Welcome", "not_this_time": "Not this time"}
WHOSE = {"mine": lazy_gettext("Mine"), "grown_up": lazy_gettext("A grown-up's whom I trust")}


def _most(length: int) -> Length:
    return Length(max=length, message=f"Use {length} characters or fewer.")


class NominationForm(Form):
    """Why somebody is put forward, in words that they will read."""

    by = forms.TextField(
        "Who puts them forward",
        description="The person will read this name. Change it if you write for somebody else, such as a foster carer.",
        validators=[InputRequired("Say who puts them forward."), _most(200)],
    )
    why = forms.LongTextField(
        "Why",
        description="The person will read this. For example: you told me what you would change, and people listened.",
        validators=[InputRequired("Say why, in a sentence or two. They will read it."), _most(LONGEST)],
    )
    route = forms.ChoiceField("How they come")
    body = forms.ChoiceField("Sent by")
    from_group = forms.ChoiceField("From which group", description="If another group or project sends them.")

    def offer(self, routes: Iterable[str], bodies: Choices, groups: Choices) -> None:
        """Offer the group's own ways in first, the bodies that send members and the groups that may send some."""
        first = [route for route in routes if route in PUT_FORWARD]
        self.route.choices = choices({key: ROUTES[key] for key in dict.fromkeys([*first, *PUT_FORWARD])})
        for name, offered in (("body", bodies), ("from_group", groups)):
            if len(offered) < 2:
                del self[name]
            else:
                self[name].choices = offered

    def nomination(self) -> Nomination:
        """What was typed."""
        return Nomination(
            by=self.by.data or "",
            why=self.why.data or "",
            route=self.route.data,
            from_organisation_id=_id(self.body.data) if "body" in self else None,
            from_group_id=_id(self.from_group.data) if "from_group" in self else None,
        )


class NewNomineeForm(NominationForm):
    """The same for somebody who is not on the council's record yet."""

    PERSON = ("name", "known_as", "kind", "born_on")
    name = forms.TextField("Name", validators=[InputRequired("Give the person's name."), _most(200)])
    known_as = forms.TextField("What they like to be called", validators=[_most(100)])
    kind = forms.ChoiceField("Who they are", choices=choices(KINDS_OF_PEOPLE))
    born_on = forms.DateField("Date of birth", validators=[Optional()])
    sure = forms.YesField("This is another person with the same name")

    def person(self) -> dict[str, Any]:
        """What was typed about the person, as columns of the record."""
        return {name: self[name].data or ("" if name != "born_on" else None) for name in self.PERSON}


class InterestForm(Form):
    """Asking to come, for somebody who is not signed in: as little as is needed to answer them."""

    name = forms.TextField(
        lazy_gettext("What should we call you?"),
        description=lazy_gettext("Your first name is enough."),
        validators=[InputRequired(lazy_gettext("Tell us what to call you. A first name is enough.")), _most(100)],
    )
    age = NumberField(lazy_gettext("How old are you?"), low=1, high=120)
    contact = forms.TextField(
        lazy_gettext("A phone number or e-mail where we can reach you"),
        validators=[
            InputRequired(lazy_gettext("Give one way to reach you, so that you get an answer.")),
            _most(120),
        ],
    )
    whose = forms.RadioField(lazy_gettext("Whose is it?"), choices=choices(WHOSE), default="mine")
    when = forms.TextField(
        lazy_gettext("When and how is it safe to reach you?"),
        description=lazy_gettext("For example: text me after school. Do not leave a message."),
        validators=[_most(100)],
    )
    access_needs = forms.LongTextField(
        lazy_gettext("Is there anything you need to take part?"),
        description=lazy_gettext("For example: help with travel, an interpreter, a quiet place."),
        validators=[_most(LONGEST)],
    )
    message = forms.LongTextField(lazy_gettext("What interests you?"), validators=[_most(LONGEST)])

    def validate_whose(self, field: forms.RadioField) -> None:
        """Somebody under 13 is reached through a grown-up whom they choose."""
        age = self.age.data
        if isinstance(age, int) and age < ALONE_FROM and field.data != "grown_up":
            refuse(
                field,
                gettext("You are under 13. Please give the phone or e-mail of a grown-up you trust, and say so here."),
            )

    def interest(self) -> Interest:
        """What was typed; whose contact it is and when to use it stand beside it."""
        notes = ["a grown-up's"] if self.whose.data == "grown_up" else []
        notes += [self.when.data] if self.when.data else []
        contact = self.contact.data or ""
        return Interest(
            name=self.name.data or "",
            contact=f"{contact} ({'; '.join(notes)})" if notes else contact,
            age=self.age.data,
            message=self.message.data or "",
            access_needs=self.access_needs.data or "",
        )


class CodeForm(Form):
    """A code, typed from a letter."""

    code = forms.TextField(
        lazy_gettext("The code on your letter"),
        description=lazy_gettext("Capitals, spaces and dashes make no difference."),
        validators=[InputRequired(lazy_gettext("Type the code from your letter."))],
    )


class AnswerForm(Form):
    """A kind answer to somebody who asked to come."""

    version = HiddenField()
    move = forms.RadioField("Your answer", choices=choices(ANSWERS), validators=[InputRequired("Choose one.")])
    words = forms.LongTextField(
        "What they will read",
        description="Kind, short, in easy words. Say what happens next, or why not and what else there is.",
        validators=[InputRequired("Write a kind answer. Everybody who asks gets one."), _most(LONGEST)],
    )
    suggested = forms.ChoiceField("Another group to suggest", description="They see its name and a link.")

    def offer(self, groups: Choices) -> None:
        """Offer listed groups that can be suggested instead."""
        self.suggested.choices = groups

    @property
    def suggested_id(self) -> UUID | None:
        """The group that was chosen."""
        return _id(self.suggested.data)


class ToldForm(Form):
    """How somebody was told the answer that waits for them."""

    told = forms.RadioField(
        "I told them", choices=choices(TOLD), validators=[InputRequired("Say how you told them.")]
    )


class PutInForm(MembershipForm):
    """A place in the group for somebody who said yes; `version` is that of their way in."""

    version = HiddenField()


class BodyForm(Form):
    """A school, service or community group that elects or sends members, and how many."""

    organisation = forms.ChoiceField("School, service or group", validators=[InputRequired("Choose one.")])
    places = NumberField("Number of places", low=1, high=50, default=1)
    note = forms.LongTextField(
        "Contact and notes",
        description="Who answers there: a role, a team phone or e-mail.",
        validators=[_most(LONGEST)],
    )

    def offer(self, bodies: Choices) -> None:
        """Offer the council's organisations."""
        self.organisation.choices = bodies

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        return {
            "organisation_id": UUID(self.organisation.data),
            "places": self.places.data or 1,
            "note": self.note.data or "",
        }


def _id(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None
