"""The form for a round of elections: one set of rules and days for several bodies at once."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, forms, gettext, local_moment
from plugins.groups.api import HOW, TIE_RULES, Body, ElectionPlan, Times

STARTS, ENDS = time(8), time(17)


class RoundForm(Form):
    """What the elections of one round have in common, and which bodies hold one."""

    bodies = forms.ChoicesField(
        "Who elects", description="Those with a free place. Each holds an election of its own, with its own page."
    )
    role = forms.ChoiceField("Elected as")
    tie_rule = forms.RadioField(
        "If two have equally many votes",
        validators=[Optional()],
        description="Set before anybody votes. Everybody can read it from the start.",
    )
    term_from = forms.DateField("Term of office from", validators=[Optional()])
    term_to = forms.DateField("Term of office until", validators=[Optional()])
    who_may_vote = forms.TextField(
        "Who may vote, in words",
        description="For example: everybody in Years 7 to 13.",
        validators=[
            InputRequired("Say who may vote, so that everybody knows beforehand."),
            Length(max=400, message="Use 400 characters or fewer."),
        ],
    )
    how = forms.RadioField("How", default="both")
    stand_on = forms.DateField("Last day to stand", validators=[InputRequired("Say until when candidates can stand.")])
    opens_on = forms.DateField("Voting opens on", validators=[InputRequired("Say when voting opens.")])
    closes_on = forms.DateField("Voting closes on", validators=[InputRequired("Say when voting closes.")])

    def offer(self, bodies: Iterable[Body], free: Mapping[UUID, int], roles: Iterable[str]) -> None:
        """Offer the bodies with their free places, the council's roles, and the rules for ties."""
        self.free = {str(one.id): free.get(one.organisation_id, 0) for one in bodies}
        named = {str(one.id): f"{one.name} ({free.get(one.organisation_id, 0)} free)" for one in bodies}
        self.bodies.choices = [SelectChoice(id, name) for id, name in named.items() if self.free[id] > 0]
        self.role.choices = [SelectChoice(role, role) for role in roles]
        self.tie_rule.choices = [SelectChoice(key, gettext(words)) for key, words in TIE_RULES.items()]
        self.how.choices = [SelectChoice(key, gettext(words)) for key, words in HOW.items()]

    def plan(self, by_election: bool) -> ElectionPlan:
        """What was typed, as a plan; voting is from 8 in the morning until 5 in the afternoon."""
        stand, opens, closes = self.stand_on.data, self.opens_on.data, self.closes_on.data
        times = Times(_at(stand, ENDS), _at(opens, STARTS), _at(closes, ENDS))
        return ElectionPlan(
            role=self.role.data or "Member",
            tie_rule=self.tie_rule.data or "",
            how=self.how.data or "",
            who_may_vote=self.who_may_vote.data or "",
            times=times,
            term_from=self.term_from.data,
            term_to=self.term_to.data,
            by_election=by_election,
        )

    def places(self) -> list[tuple[UUID, int]]:
        """The chosen bodies, each with its free places."""
        return [(UUID(id), self.free.get(id, 0)) for id in self.bodies.data or ()]


def _at(on: date, at: time) -> Any:
    return local_moment(on, at)
