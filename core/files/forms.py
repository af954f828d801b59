"""Forms of photos and files: adding several at once, describing one, saying that everybody is named, noting a use."""

from typing import Any

from flask_wtf.file import MultipleFileField
from govuk_frontend_wtf import wtforms_widgets as gov
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from core.files.limits import MIB, MOST_AT_ONCE, MOST_BYTES
from core.files.rules import USES
from core.web.forms import ChoiceField, DateField, Form, LongTextField, RadioField, TextField, YesField

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,application/pdf"
KINDS = [SelectChoice("photo", "Photos"), SelectChoice("document", "Papers: PDF, or photos of pages")]
NO_NAMES = "What can be seen, in one sentence. Read out to people who cannot see the picture. No names of children."


def _some(form: Any, field: Any) -> None:
    """At least one file, and not too many; a browser sends an empty one where none was chosen."""
    field.data = [one for one in field.data or [] if getattr(one, "filename", "")]
    if not field.data:
        raise ValidationError("Choose the files first")
    if len(field.data) > MOST_AT_ONCE:
        raise ValidationError(f"Choose up to {MOST_AT_ONCE} files at once")


class AddForm(Form):
    """The files that staff choose."""

    kind = RadioField("What are they?", choices=KINDS, default="photo")
    files = MultipleFileField(
        "The files",
        description=f"JPEG, PNG, WebP or HEIC up to {MOST_BYTES['photo'] // MIB} MB each, {MOST_AT_ONCE} at once. "
        f"PDF up to {MOST_BYTES['document'] // MIB} MB.",
        widget=gov.GovFileInput(),
        validators=[_some],
        render_kw={"multiple": True, "accept": ACCEPTED},
    )


class DescribeForm(Form):
    """What is on a picture and when it was taken."""

    version = HiddenField()
    caption = TextField("Description", description=NO_NAMES, validators=[Length(max=300)])
    taken_on = DateField("When it was taken", description="If you know it, for example 27 3 2026")


class ConfirmForm(Form):
    """That everybody on a picture is named."""

    nobody_else = YesField("Nobody else can be recognised on this picture")
    face_free = YesField("No face can be recognised on this picture")


class UseForm(Form):
    """Where a picture is used."""

    use = ChoiceField("How")
    where = TextField(
        "Where",
        description="For example: leaflet for the summer fair, 200 copies",
        validators=[InputRequired("Say where, so that it can be found again"), Length(max=200)],
    )

    def offer(self, allowed: set[str]) -> None:
        """Offer what everybody on the picture agrees to now."""
        self.use.choices = [SelectChoice(use, title) for use, title in USES.items() if use in allowed]


class KeepForm(Form):
    """Why a withdrawn picture is kept all the same."""

    why = LongTextField(
        "Why is it kept?",
        description="The person on it can read this. It is never shown or used while it is withdrawn.",
        validators=[InputRequired("Say why: without a reason it is deleted"), Length(max=500)],
    )
