"""The forms of staff who run an election: what it is, codes, papers, ties, and the reason for calling one off."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.api import ZONE, Form, Organisation, Person, db, forms, local_moment, utcnow
from plugins.groups.elections.roll import MOST_CODES
from plugins.groups.elections.states import Times, term_problem
from plugins.groups.elections.words import HOW, TIE_RULES
from plugins.groups.forms.fields import NumberField, choices, refuse, with_present
from plugins.groups.forms.links import links
from plugins.groups.models import Election

MOST_PLACES = 50
TYPE_PLACES = f"Type a whole number from 1 to {MOST_PLACES}."
EACH_TIME = ("stand", "opens", "closes")
COLUMNS = {"stand": "stand_until", "opens": "opens_at", "closes": "closes_at"}


class ElectionForm(Form):
    """One election: who elects how many to what, how they vote, when, and what happens with a tie."""

    SECTIONS = (
        ("Who elects whom", ("organisation_id", "places", "role", "by_election", "term_from", "term_to")),
        ("How they vote", ("who_may_vote", "how", "tie_rule")),
        ("When", ("stand_on", "stand_at", "opens_on", "opens_at", "closes_on", "closes_at")),
    )
    PLAIN = ("places", "role", "by_election", "term_from", "term_to", "who_may_vote", "how", "tie_rule")
    version = HiddenField()
    organisation_id = forms.ChoiceField(
        "Who elects",
        validators=[InputRequired("Choose the school, group or service that elects.")],
        description="A school, community group or service. If it is missing here, add it under People, Organisations.",
    )
    places = NumberField("How many places", low=1, high=MOST_PLACES, default=1)
    role = forms.ChoiceField("Elected as")
    by_election = forms.YesField("This is a by-election: somebody left before their term was over")
    term_from = forms.DateField("Term of office from", validators=[Optional()])
    term_to = forms.DateField("Term of office until", validators=[Optional()])
    who_may_vote = forms.TextField(
        "Who may vote, in words",
        description="For example: everybody in Years 5 and 6.",
        validators=[
            InputRequired("Say who may vote, so that everybody knows beforehand."),
            Length(max=400, message="Use 400 characters or fewer."),
        ],
    )
    how = forms.RadioField("How", choices=choices(HOW), default="both")
    tie_rule = forms.RadioField(
        "If two have equally many votes",
        choices=choices(TIE_RULES),
        default="lot",
        description="Everybody can read this from the start. It cannot be changed once voting is open.",
    )
    stand_on = forms.DateField("Last day to stand", validators=[InputRequired("Say until when candidates can stand.")])
    stand_at = forms.TimeField("Until what time", validators=[InputRequired("Say until what time.")])
    opens_on = forms.DateField("Voting opens on", validators=[InputRequired("Say when voting opens.")])
    opens_at = forms.TimeField("At what time voting opens", validators=[InputRequired("Say at what time.")])
    closes_on = forms.DateField("Voting closes on", validators=[InputRequired("Say when voting closes.")])
    closes_at = forms.TimeField("At what time voting closes", validators=[InputRequired("Say at what time.")])

    def offer(self, roles: Iterable[str]) -> None:
        """Offer the council's roles, and the bodies on its record."""
        self.role.choices = with_present(roles)
        self.organisation_id.choices = links(Organisation, Organisation.active.is_(True))
        self.organisation_id.choices[0] = choices({"": "Choose"})[0]

    def validate_places(self, field: NumberField) -> None:
        """An election without a place is none."""
        refuse(field, "" if field.data else TYPE_PLACES)

    def validate_term_to(self, field: forms.DateField) -> None:
        """A term of office ends after it begins."""
        refuse(field, term_problem(self.term_from.data, field.data))

    def validate_stand_at(self, field: forms.TimeField) -> None:
        """A time that the clock shows on that day."""
        _moment(self, "stand")

    def validate_opens_at(self, field: forms.TimeField) -> None:
        """A time that the clock shows on that day, after the time to stand."""
        opens, stand = _moment(self, "opens"), _moment_or_none(self, "stand")
        late = opens and stand and opens < stand
        refuse(field, "Voting opens before the time to stand is over. Change one of the two." if late else "")

    def validate_closes_at(self, field: forms.TimeField) -> None:
        """A time that the clock shows on that day, after voting opens."""
        _closes_well(self, field)

    def values(self) -> dict[str, Any]:
        """What was typed, as an election's columns; the body is chosen apart."""
        times = {column: _moment(self, name) for name, column in COLUMNS.items()}
        return {name: self[name].data for name in self.PLAIN} | times

    @property
    def times(self) -> Times:
        """The three times that were typed."""
        return Times(**{column: self.values()[column] for column in COLUMNS.values()})

    def body(self) -> UUID:
        """The id of the organisation that elects."""
        return UUID(self.organisation_id.data)

    def show(self, election: Election, organisation_id: UUID) -> None:
        """Fill the form from an election."""
        for name in self.PLAIN:
            self[name].data = getattr(election, name)
        self.organisation_id.data, self.version.data = str(organisation_id), str(election.version)
        for name, column in COLUMNS.items():
            here = getattr(election, column).astimezone(ZONE)
            self[f"{name}_on"].data, self[f"{name}_at"].data = here.date(), here.time()


class AgainForm(Form):
    """When those who tied are voted on again."""

    opens_on, opens_at = ElectionForm.opens_on, ElectionForm.opens_at
    closes_on, closes_at = ElectionForm.closes_on, ElectionForm.closes_at

    def validate_opens_at(self, field: forms.TimeField) -> None:
        """A time that the clock shows on that day."""
        _moment(self, "opens")

    def validate_closes_at(self, field: forms.TimeField) -> None:
        """After voting opens."""
        _closes_well(self, field)

    def moments(self) -> tuple[datetime, datetime]:
        """When voting opens and closes."""
        opens, closes = _moment(self, "opens"), _moment(self, "closes")
        assert opens is not None and closes is not None
        return opens, closes


class OfficerForm(Form):
    """Who of the body that elects runs its elections there."""

    officer = forms.ChoiceField(
        "Who runs it there",
        description="A teacher or worker whom the record has at this body. They see the election when they sign in.",
    )

    def offer(self, body: UUID, present: UUID | None) -> None:
        """Offer the workers and partners of the body, and whoever it is now."""
        there = db.and_(Person.organisation_id == body, Person.kind.in_(("worker", "partner")))
        fits = db.or_(there, Person.id == present) if present else there
        self.officer.choices = links(Person, fits, Person.merged_into_id.is_(None), Person.left_on.is_(None))
        self.officer.choices[0] = choices({"": "Nobody there"})[0]

    def chosen(self) -> UUID | None:
        """The id of the person; None for nobody."""
        return UUID(self.officer.data) if self.officer.data else None


class ReasonForm(Form):
    """Why an election is called off; everybody who may read about it reads this too."""

    void_why = forms.LongTextField(
        "Why it is called off",
        description="Everybody who can see the election reads this. Name nobody.",
        validators=[
            InputRequired("Say why, so that those who stood or voted are told."),
            Length(max=1000, message="Use 1,000 characters or fewer."),
        ],
    )


class CodesForm(Form):
    """How many codes to print."""

    number = forms.WholeNumberField(
        "How many codes",
        description="One for each young person who has no sign-in of their own.",
        validators=[
            InputRequired("Say how many codes you need."),
            NumberRange(1, MOST_CODES, f"Type a whole number from 1 to {MOST_CODES}. Print more in a second go."),
        ],
    )


class TieForm(Form):
    """How a tie was settled, and before whom."""

    chosen = forms.ChoicesField("Who has the place")
    tie_note = forms.TextField(
        "Who was there",
        description="Roles only, no names. For example: the head teacher and two members of the school council.",
        validators=[
            InputRequired("Say who was there when it was settled, by their roles."),
            Length(max=400, message="Use 400 characters or fewer."),
        ],
    )
    to_fill = 1

    def validate_chosen(self, field: forms.ChoicesField) -> None:
        """As many as there are places left."""
        number = len(set(field.data or []))
        if field.choices and number != self.to_fill:
            refuse(field, f"Choose {self.to_fill}: that is how many places are left. You chose {number}.")


def _moment(form: Any, name: str) -> datetime | None:
    """The moment that a day and a time come to; a time that does not exist is refused at its field."""
    on, at = _typed(form, name)
    if on is None or at is None:
        return None
    try:
        return local_moment(on, at)
    except ValueError as missing:
        refuse(form[f"{name}_at"], str(missing))
        return None


def _moment_or_none(form: Any, name: str) -> datetime | None:
    """The same for a comparison with it: what is wrong with it is said at its own field."""
    on, at = _typed(form, name)
    try:
        return local_moment(on, at) if on is not None and at is not None else None
    except ValueError:
        return None


def _closes_well(form: Any, field: forms.TimeField) -> None:
    closes, opens = _moment(form, "closes"), _moment_or_none(form, "opens")
    if closes and opens and closes <= opens:
        refuse(field, "Voting closes before it opens. Change one of the two.")
    if closes and closes <= utcnow():
        refuse(field, "This time is over already, so nobody could vote. Choose a later one.")


def _typed(form: Any, name: str) -> tuple[date | None, time | None]:
    return form[f"{name}_on"].data, form[f"{name}_at"].data
