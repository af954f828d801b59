"""The forms of tests from outside: drawing a sample, and the tester's verdicts."""

from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from core.api import Form, forms, lazy_gettext
from plugins.participation_champions.vocabulary import VERDICTS

_LINE = Length(max=200, message="Use 200 characters or fewer.")


class DrawForm(Form):
    """Whom a sample is drawn for."""

    title = forms.TextField("What this test is called", validators=[DataRequired("Give it a name."), _LINE])
    tester = forms.TextField(
        "Who tests",
        description="Their name and where they are from. It stands beside the result, for staff.",
        validators=[DataRequired("Write who tests."), _LINE],
    )


class TesterForm(Form):
    """What the tester says of one line."""

    verdict = forms.RadioField(
        lazy_gettext("Is it shown?"),
        choices=[SelectChoice(key, lazy_gettext(words)) for key, words in VERDICTS.items()],
        validators=[InputRequired(lazy_gettext("Choose one."))],
    )
    words = forms.LongTextField(
        lazy_gettext("What makes you say so?"),
        description=lazy_gettext("Name nobody."),
        validators=[Length(max=2000, message=lazy_gettext("Use 2,000 characters or fewer."))],
    )


class WholeForm(Form):
    """What the tester says of the whole, at the end."""

    words = forms.LongTextField(
        lazy_gettext("What do you make of the whole?"),
        description=lazy_gettext("Name nobody."),
        validators=[
            DataRequired(lazy_gettext("Write a sentence or two.")),
            Length(max=4000, message=lazy_gettext("Use 4,000 characters or fewer.")),
        ],
    )
