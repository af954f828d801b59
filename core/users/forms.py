"""Forms of signing in, joining by a link, and one's own password."""

from wtforms.validators import InputRequired, Length

from core.users.passwords import LONGEST
from core.web.forms import Form, PasswordField, TextField


class SignInForm(Form):
    """User name or e-mail, and password."""

    username = TextField(
        "User name or e-mail",
        validators=[InputRequired("Type your user name or e-mail."), Length(max=254)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "Password",
        validators=[InputRequired("Type your password.")],
        render_kw={"params": {"autocomplete": "current-password"}},
    )


class JoinForm(Form):
    """One box: the password that somebody has, or the one that they choose now."""

    password = PasswordField(
        "Your password",
        validators=[
            InputRequired("Type a password."),
            Length(max=LONGEST, message=f"Use at most {LONGEST} characters."),
        ],
        render_kw={"params": {"autocomplete": "new-password"}},
    )


class PasswordForm(Form):
    """The present password and the next one."""

    present = PasswordField(
        "Your password now",
        validators=[InputRequired("Type the password you have now.")],
        render_kw={"params": {"autocomplete": "current-password"}},
    )
    password = PasswordField(
        "Your new password",
        validators=[InputRequired("Type the new password.")],
        render_kw={"params": {"autocomplete": "new-password"}},
    )
