"""The one form of the plugin."""

from wtforms.validators import InputRequired, Length, ValidationError

from core.api import Form, forms


class NoteForm(Form):
    """A note; `longest` comes from the council's settings."""

    to = forms.TextField(
        "Who is it for?",
        description="A group, a team, or the young person's first name.",
        validators=[
            InputRequired("Say who the note is for."),
            Length(max=120, message="Use 120 characters or fewer."),
        ],
    )
    words = forms.LongTextField(
        "What do you want to thank them for?",
        description="Say what they did and what it changed.",
        validators=[InputRequired("Write your thank-you.")],
    )
    longest = 300

    def validate_words(self, field: forms.LongTextField) -> None:
        """Hold to the length that the council has chosen."""
        if len(field.data or "") > self.longest:
            raise ValidationError(f"Use {self.longest} characters or fewer. You have written {len(field.data or '')}.")
