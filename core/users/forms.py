"""Forms of signing in, joining by a link, and one's own password."""

from wtforms.validators import InputRequired, Length

from core.users.passwords import LONGEST
from core.web.forms import Form, PasswordField, TextField
from core.web.languages import lazy_gettext


class SignInForm(Form):
    """User name or e-mail, and password."""

    username = TextField(
        lazy_gettext("User name or e-mail"),
        validators=[InputRequired(lazy_gettext("Type your user name or e-mail.")), Length(max=254)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        validators=[InputRequired(lazy_gettext("Type your password."))],
        render_kw={"params": {"autocomplete": "current-password"}},
    )


class JoinForm(Form):
    """One box: the password that somebody has, or the one that they choose now."""

    password = PasswordField(
        lazy_gettext("Your password"),
        validators=[
            InputRequired(lazy_gettext("Type a password.")),
            Length(max=LONGEST, message=lazy_gettext("This is too long. Use fewer letters.")),
        ],
        render_kw={"params": {"autocomplete": "new-password"}},
    )


class PasswordForm(Form):
    """The present password and the next one."""

    present = PasswordField(
        lazy_gettext("Your password now"),
        validators=[InputRequired(lazy_gettext("Type the password you have now."))],
        render_kw={"params": {"autocomplete": "current-password"}},
    )
    password = PasswordField(
        lazy_gettext("Your new password"),
        validators=[InputRequired(lazy_gettext("Type the new password."))],
        render_kw={"params": {"autocomplete": "new-password"}},
    )
