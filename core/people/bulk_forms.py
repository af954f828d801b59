"""Forms of people in bulk: the sheet to import, the sheet that was looked at, and what to export and why."""

from flask_wtf.file import FileField, FileRequired
from govuk_frontend_wtf import wtforms_widgets as gov
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from core.people.forms import KIND_TITLES, choices
from core.people.importing.carrying import MOST_BYTES
from core.people.shared import organisation_choices, place_choices
from core.web.forms import ChoiceField, Form, LongTextField, YesField

MIB = 1024 * 1024
TOO_LARGE = f"This file is larger than {MOST_BYTES // MIB} MB. Divide it, or ask whoever runs Heard to import it"


class SheetForm(Form):
    """The file that staff choose."""

    file = FileField(
        "The file",
        description=f"A CSV file of up to {MOST_BYTES // MIB} MB",
        widget=gov.GovFileInput(),
        validators=[FileRequired("Choose the file first")],
    )

    @property
    def content(self) -> bytes:
        """What was sent, one byte more than is allowed at most."""
        found: bytes = self.file.data.read(MOST_BYTES + 1)
        return found

    def refuse(self, reason: str) -> None:
        """Say at the field why the file is not taken."""
        self.file.errors = (*self.file.errors, reason)


class CarriedForm(Form):
    """The sheet as the page before carried it."""

    sheet = HiddenField()


class ExportForm(Form):
    """Whom to export, and why; empty choices ask for everybody."""

    kind = ChoiceField("Who", choices=choices([("", "Everybody"), *KIND_TITLES.items()]))
    organisation_id = ChoiceField("School or organisation")
    place_id = ChoiceField("Place")
    left_too = YesField("People who have left too")
    why = LongTextField(
        "What is it for?",
        description="For example: letters to the homes of all school councillors. It is kept in the audit trail",
        validators=[InputRequired("Say what the list is for: it is kept in the audit trail"), Length(max=300)],
    )

    def offer(self) -> None:
        """Fill the lists with this council's organisations and places."""
        self.organisation_id.choices = choices([("", "Any"), *organisation_choices()])
        self.place_id.choices = choices([("", "Any"), *place_choices()])
