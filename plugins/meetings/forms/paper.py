"""The form for a paper: its words in each reading band, and a link where there is more."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from core.api import Form, forms
from plugins.meetings.agenda import papers
from plugins.meetings.models import AgendaItem, Paper

LONGEST = 20_000
TEXTS = ("standard", "young", "easy")
_LENGTH = Length(max=LONGEST, message="Use 20,000 characters or fewer, or make two papers of it.")


class PaperForm(Form):
    """One paper, in the words of at least one band."""

    version = HiddenField()
    title = forms.TextField(
        "What it is called",
        validators=[InputRequired("Give the paper a name."), Length(max=200, message="Use 200 characters or fewer.")],
    )
    item_id = forms.ChoiceField("For which item")
    standard = forms.LongTextField("The words", description="An empty line begins a new part.", validators=[_LENGTH])
    young = forms.LongTextField("The same for younger readers", validators=[_LENGTH])
    easy = forms.LongTextField(
        "The same in Easy Read",
        description="Short sentences, one idea on each line. After saving you see what could be easier.",
        validators=[_LENGTH],
    )
    link = forms.TextField(
        "Link to more",
        description="Begins with https://. Readers are told that it leaves Heard.",
        validators=[Length(max=500, message="Use 500 characters or fewer.")],
    )

    def offer(self, items: Iterable[AgendaItem]) -> None:
        """Offer the items of the meeting."""
        whole = SelectChoice("", "The whole meeting")
        self.item_id.choices = [whole, *(SelectChoice(str(item.id), item.title) for item in items)]

    def validate_standard(self, field: Any) -> None:
        """There must be words in one band at least."""
        if not any(self[name].data for name in TEXTS):
            raise ValidationError("Write the paper in at least one way: standard, younger or Easy Read.")

    def validate_link(self, field: Any) -> None:
        """An address that a browser opens safely, and that says where it leads."""
        if field.data and not papers.is_safe(field.data):
            raise ValidationError("A link begins with https:// and has no spaces. Copy the whole of it.")

    def values(self) -> dict[str, Any]:
        """What was typed, as a paper's columns."""
        texts = {name: self[name].data or "" for name in ("title", *TEXTS, "link")}
        return texts | {"item_id": UUID(self.item_id.data) if self.item_id.data else None}

    def show(self, paper: Paper) -> None:
        """Fill the form from a paper."""
        for name in ("title", *TEXTS, "link"):
            self[name].data = getattr(paper, name)
        self.item_id.data, self.version.data = str(paper.item_id or ""), papers.mark(paper)
