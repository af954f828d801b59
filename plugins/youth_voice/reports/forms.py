"""Forms about a report: what the group thinks, what the board did, and why nobody was asked."""

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.api import Form, forms, gettext, lazy_gettext
from plugins.youth_voice.vocabulary import DID

MOST = 6000
TOO_LONG = lazy_gettext("Use 6,000 characters or fewer.")


class ReportAnswerForm(Form):
    """What the group thinks of a report."""

    FIELDS = ("answer",)
    version = HiddenField()
    answer = forms.LongTextField(
        lazy_gettext("What do you think of it?"),
        description=lazy_gettext("The people on the board read this. Write no names."),
        validators=[InputRequired(lazy_gettext("Write what you think.")), Length(max=MOST, message=TOO_LONG)],
    )


class BoardDidForm(Form):
    """What a board did with an answer."""

    FIELDS = ("did", "did_words")
    version = HiddenField()
    did = forms.RadioField("What did the board do with it?", validators=[InputRequired("Choose one.")])
    did_words = forms.LongTextField(
        "In words that young people understand",
        description="What was changed. If nothing was: why not. The group reads this.",
        validators=[
            InputRequired("Say it in a sentence or two. A no is a full answer, with its reason."),
            Length(max=MOST),
        ],
    )

    def offer(self) -> None:
        """Offer what a board can have done."""
        self.did.choices = [SelectChoice(key, gettext(words)) for key, words in DID.items()]


class WithoutForm(Form):
    """Why a board read a report without an answer of the group."""

    FIELDS = ("without_why",)
    version = HiddenField()
    without_why = forms.LongTextField(
        "Why was the group not asked, or not in time?",
        description="Everybody who sees the queue reads this, the group too.",
        validators=[InputRequired("Say why. It stays visible that the group was not asked."), Length(max=MOST)],
    )
