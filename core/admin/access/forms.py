"""Forms with which a local admin gives, changes and ends access."""

from collections.abc import Mapping
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from core.access.roles import COUNCIL_ROLES, ROLES
from core.web.forms import ChoiceField, ChoicesField, EmailField, Form, LongTextField, TextField

NOBODY_YET = "nobody"
CHOICES = [SelectChoice(role, ROLES[role].title) for role in COUNCIL_ROLES]


class AccessForm(Form):
    """Who may come in, under which name, and as what."""

    name = TextField("Their name", validators=[InputRequired("Type their name."), Length(max=200)])
    username = TextField(
        "User name",
        description="Small letters and digits. For people without an e-mail address of their own.",
        validators=[
            Optional(),
            Length(min=3, max=80, message="A user name has 3 to 80 letters."),
            Regexp(r"^[A-Za-z0-9._-]+$", message="Use letters, digits, full stop, hyphen and underscore only."),
        ],
        render_kw={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"},
    )
    email = EmailField(
        "E-mail",
        description="For people with an e-mail address. They accept with the link that you are shown next.",
        validators=[Optional(), Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message="This is not an e-mail address.")],
        render_kw={"autocomplete": "off"},
    )
    roles = ChoicesField(
        "What they may do here", choices=CHOICES, validators=[InputRequired("Choose at least one role.")]
    )
    why = LongTextField("Why", description="Kept in the record of what was done.", validators=[Length(max=500)])


class RolesForm(Form):
    """Which roles somebody holds."""

    roles = ChoicesField("What they may do here", choices=CHOICES)
    why = LongTextField("Why", description="Kept in the record of what was done.", validators=[Length(max=500)])


class LeavingForm(Form):
    """Why somebody leaves, and who takes over what they hold."""

    to = ChoiceField(
        "Who takes it over?",
        description="All of it goes to one colleague, who can share it out afterwards. Only those who can sign in here "
        "and whose sign-in has a record are offered.",
        validators=[InputRequired("Choose who takes it over, or say that nobody does yet")],
    )
    why = LongTextField(
        "Why do they leave?",
        description="Kept in the record of what was done.",
        validators=[InputRequired("Say why: it is kept in the record of what was done"), Length(max=500)],
    )

    def offer(self, takers: Mapping[UUID, str], holds_something: bool) -> None:
        """Offer those who could take over; where nothing is held, do not ask."""
        if not holds_something:
            del self.to
            return
        people = [SelectChoice(str(person_id), name) for person_id, name in takers.items()]
        nobody = SelectChoice(NOBODY_YET, "Nobody yet: list it as to do")
        self.to.choices = [SelectChoice("", "Choose"), *people, nobody]

    @property
    def taker(self) -> UUID | None:
        """The record of whoever takes over; None for nobody yet, and where nothing is held."""
        chosen = self.to.data if self.to else NOBODY_YET
        return None if chosen == NOBODY_YET else UUID(chosen)
