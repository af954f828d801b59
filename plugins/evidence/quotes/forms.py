"""The form of a quote: the words as they were given, by role, with where they come from."""

from wtforms.validators import DataRequired, Length
from wtforms.validators import Optional as MayBeEmpty

from core.api import Form, forms
from plugins.evidence.people import WhoForm, choices_of
from plugins.evidence.vocabulary import VOICES


class QuoteForm(WhoForm):
    """What somebody said."""

    words = forms.LongTextField(
        "What they said",
        description="Word for word. Everybody reads a copy that you look through first.",
        validators=[DataRequired("Write what they said"), Length(max=2000, message="Use 2,000 letters or fewer.")],
    )
    voice = forms.ChoiceField("Who speaks", choices=choices_of(VOICES.items()), default="young_person")
    pseudonym = forms.TextField(
        "Another name for them",
        description="Only where one is needed: readers learn who speaks by role alone.",
        validators=[Length(max=120, message="Use 120 letters or fewer.")],
    )
    said_on = forms.DateField("On which day", validators=[MayBeEmpty()])
    story = forms.ChoiceField("Stands in the story")


class ClearForm(Form):
    """The copy of a quote that everybody would read."""

    words = forms.LongTextField(
        "The copy that everybody reads",
        description="Shorten it, or put a word in [brackets] in place of a detail. The words as given stay.",
        validators=[
            DataRequired("Write the copy that everybody should read"),
            Length(max=2000, message="Use 2,000 letters or fewer."),
        ],
    )
