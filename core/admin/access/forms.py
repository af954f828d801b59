"""Forms with which a local admin gives, changes and ends access."""

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from core.access.roles import COUNCIL_ROLES, ROLES
from core.web.forms import ChoicesField, EmailField, Form, LongTextField, TextField

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


class WhyForm(Form):
    """A reason, for steps that are only confirmed."""

    why = LongTextField("Why", description="Kept in the record of what was done.", validators=[Length(max=500)])
