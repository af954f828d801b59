"""Forms about promises: how one stands now, and what shows that it was done."""

from typing import Any

from flask_wtf.file import FileField
from govuk_frontend_wtf import wtforms_widgets as gov
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from core.api import Form, forms
from plugins.influence.answers.promises import MOVES

ACCEPTED = "application/pdf,image/jpeg,image/png,image/webp"
_TEXT = Length(max=2000, message="Use 2,000 characters or fewer.")


class StandsForm(Form):
    """How a promise stands."""

    move = forms.RadioField(
        "How does it stand?",
        choices=[SelectChoice(key, words) for key, words in MOVES.items()],
        validators=[Optional()],
    )
    note = forms.LongTextField(
        "What came of it, or why not",
        description="Those who asked read this. Needed unless it is done.",
        validators=[_TEXT],
    )
    due_on = forms.DateField("The new day, if it needs longer", validators=[Optional()])

    def refuse(self, problems: dict[str, str]) -> None:
        """Put each sentence beside its box."""
        for name, said in problems.items():
            field: Any = self[name] if name else self.move
            field.errors = [*field.errors, said]


class ProofForm(Form):
    """What shows that something was done: words, a figure, a document, or more than one of them."""

    words = forms.LongTextField(
        "What shows it?",
        description="Such as: All 52 who left care this year have a named worker. No names of children.",
        validators=[_TEXT],
    )
    part = forms.WholeNumberField("A figure: how many", validators=[Optional()])
    whole = forms.WholeNumberField("Out of how many", validators=[Optional()])
    file = FileField(
        "A document",
        description="PDF, or a picture of a page. No names of children in it.",
        widget=gov.GovFileInput(),
        render_kw={"accept": ACCEPTED},
    )
