"""The forms of questions between leads."""

from collections.abc import Iterable

from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from core.api import Form, forms


class RegionQuestionForm(Form):
    """Something that a lead wants to know of the other councils."""

    title = forms.TextField(
        "Your question in one line",
        validators=[DataRequired("Write your question."), Length(max=200, message="Use 200 characters or fewer.")],
    )
    words = forms.LongTextField(
        "What you have tried, and what you need",
        description="Staff of the region’s councils and its lead read it. No names.",
        validators=[Length(max=2000, message="Use 2,000 characters or fewer.")],
    )


class RegionAnswerForm(Form):
    """An answer, with something that one's council offers where it helps."""

    words = forms.LongTextField(
        "Your answer",
        description="Staff of the region’s councils and its lead read it. No names.",
        validators=[DataRequired("Write your answer."), Length(max=3000, message="Use 3,000 characters or fewer.")],
    )
    attached = forms.ChoiceField("Something we offer that helps", choices=[])

    def offer_own(self, things: Iterable[tuple[str, str]]) -> None:
        """Offer what this council offers to the region."""
        self.attached.choices = [SelectChoice("", "Nothing"), *(SelectChoice(*one) for one in things)]
