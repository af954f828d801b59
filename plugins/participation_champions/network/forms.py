"""The forms of the network: a service, somebody's part in it, ending it, a question and a reply."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from wtforms import HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from core.api import Form, forms, local_today
from plugins.participation_champions.coverage.cells import Locality
from plugins.participation_champions.models import Champion, Service
from plugins.participation_champions.vocabulary import REACHES

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_WORDS = Length(max=2000, message="Use 2,000 characters or fewer.")


class ServiceForm(Form):
    """A service that should have a champion."""

    version = HiddenField()
    title = forms.TextField("Name of the service", validators=[DataRequired("Give it a name."), _LINE])
    about = forms.TextField("What it does", validators=[_WORDS])
    organisation_id = forms.ChoiceField("Part of")
    reach = forms.RadioField(
        "Whom it is for", choices=[SelectChoice("", "Not said"), *(SelectChoice(*one) for one in REACHES.items())]
    )
    only_in = forms.ChoicesField("Where it works", description="None ticked: everywhere.")

    def offer(self, organisations: Iterable[tuple[UUID, str]], places: Iterable[Locality]) -> None:
        """Offer the council's organisations and localities; a question without anything to choose is not asked."""
        named = [SelectChoice(str(id), name) for id, name in organisations]
        self.organisation_id.choices = [SelectChoice("", "None of the list"), *named]
        self.only_in.choices = [SelectChoice(one.key, one.name) for one in places if one.key]
        if not self.only_in.choices:
            del self.only_in

    def show(self, service: Service) -> None:
        """Fill it from what is kept."""
        for name in ("title", "about", "reach"):
            self[name].data = getattr(service, name)
        self.organisation_id.data, self.version.data = str(service.organisation_id or ""), str(service.version)
        if "only_in" in self:
            self.only_in.data = service.only_in

    def values(self) -> dict[str, Any]:
        """The service's own columns."""
        chosen = self.organisation_id.data
        found = {"title": self.title.data, "about": self.about.data or "", "reach": self.reach.data or ""}
        only_in = list(self.only_in.data or ()) if "only_in" in self else []
        return found | {"organisation_id": UUID(chosen) if chosen else None, "only_in": only_in}


class OwnPartForm(Form):
    """What a champion offers and asks for."""

    version = HiddenField()
    offers = forms.LongTextField(
        "What I can offer others",
        description="What you know, what you have tried, what you can lend.",
        validators=[_WORDS],
    )
    asks = forms.LongTextField("What I would like help with", validators=[_WORDS])
    skills = forms.ChoicesField("Skills")
    hand_over = forms.LongTextField(
        "What the next one should know",
        description="Contacts, what is running, what you promised. Nothing about a young person.",
        validators=[_WORDS],
    )

    def offer(self, skills: Sequence[str], held: Iterable[str] = ()) -> None:
        """Offer the council's skills, and those that were chosen before."""
        self.skills.choices = [SelectChoice(one, one) for one in dict.fromkeys([*skills, *held])]

    def show(self, champion: Champion) -> None:
        """Fill it from what is kept."""
        for name in ("offers", "asks", "skills", "hand_over"):
            self[name].data = getattr(champion, name)
        self.version.data = str(champion.version)

    def values(self) -> dict[str, Any]:
        """The champion's own columns."""
        words = {name: self[name].data or "" for name in ("offers", "asks", "hand_over")}
        return words | {"skills": list(self.skills.data or ())}


class StandForm(OwnPartForm):
    """Somebody begins to stand for a service."""

    place = forms.ChoiceField("Where")
    since = forms.DateField("Since", validators=[DataRequired("Write since when.")])

    def offer_places(self, places: Iterable[Locality]) -> None:
        """Offer the localities in which the service works."""
        named = [SelectChoice(str(one.id), one.name) for one in places if one.id is not None]
        self.place.choices = [SelectChoice("", "Wherever the service works"), *named]

    def validate_since(self, field: Any) -> None:
        """Nobody stands since a day that is still to come."""
        if field.data and field.data > local_today():
            raise ValidationError("This day is still to come. Add them once they have begun.")

    @property
    def place_id(self) -> UUID | None:
        """The locality that was chosen, None for all."""
        return UUID(self.place.data) if self.place.data else None


class EndForm(Form):
    """A champion ends their part."""

    hand_over = forms.LongTextField(
        "What the next one should know",
        description="Contacts, what is running, what you promised. Nothing about a young person.",
        validators=[_WORDS],
    )


class NetworkQuestionForm(Form):
    """A question to the other champions."""

    title = forms.TextField("Your question", validators=[DataRequired("Write your question."), _LINE])
    words = forms.LongTextField(
        "More about it",
        description="Name no young person, and nothing by which one could be told.",
        validators=[_WORDS],
    )
    skill = forms.ChoiceField("What it is about")

    def offer(self, skills: Iterable[str]) -> None:
        """Offer the council's skills as subjects."""
        self.skill.choices = [SelectChoice("", "Something else"), *(SelectChoice(one, one) for one in skills)]


class NetworkReplyForm(Form):
    """What another champion answers."""

    words = forms.LongTextField(
        "Your answer", description="Name no young person.", validators=[DataRequired("Write your answer."), _WORDS]
    )
