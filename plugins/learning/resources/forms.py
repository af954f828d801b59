"""The form of a resource: a link, a paper, a guide or an example of practice, with whom it is for."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from flask_wtf.file import FileField
from govuk_frontend_wtf import wtforms_widgets as gov
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from core.api import Form, files, forms
from plugins.learning.models import Resource
from plugins.learning.vocabulary import AUDIENCES, KINDS, OPEN_TO

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_WORDS = Length(max=20_000, message="Use 20,000 characters or fewer, or make two resources of it.")
PLAIN: Final = ("title", "about", "kind", "url", "body", "open_to", "easy_read", "licence", "source", "remarks")
TEXTS: Final = ("about", "url", "body", "licence", "source", "remarks")


class ResourceForm(Form):
    """One resource."""

    version = HiddenField()
    title = forms.TextField("What it is called", validators=[DataRequired("Give it a name."), _LINE])
    about = forms.TextField(
        "What it is good for", description="One or two sentences.", validators=[Length(max=1000, message="Shorter.")]
    )
    kind = forms.RadioField(
        "What it is",
        choices=[SelectChoice(*one) for one in KINDS.items()],
        default="guide",
        validators=[InputRequired("Choose what it is.")],
    )
    url = forms.TextField(
        "Address of the website", description="Begins with https://.", validators=[Length(max=500, message="Too long.")]
    )
    paper = FileField("A paper (PDF)", widget=gov.GovFileInput(), render_kw={"accept": files.ACCEPT["document"]})
    body = forms.LongTextField(
        "The words",
        description="Of a guide, or of what worked: what you did, and what came of it.",
        validators=[_WORDS],
    )
    open_to = forms.RadioField(
        "Who may read it",
        choices=[SelectChoice(*one) for one in OPEN_TO.items()],
        default="staff",
        validators=[InputRequired("Choose who may read it.")],
    )
    audiences = forms.ChoicesField("Whom it helps", choices=[SelectChoice(*one) for one in AUDIENCES.items()])
    languages = forms.ChoicesField("Languages")
    topics = forms.ChoicesField("What it is about")
    easy_read = forms.YesField("It is in Easy Read")
    licence = forms.TextField("Licence", description="May others use it? As its maker says.", validators=[_LINE])
    source = forms.TextField("Whose it is", validators=[_LINE])
    review_on = forms.DateField("Look at it again on")
    remarks = forms.LongTextField(
        "Remarks for colleagues", description="Nobody but those who write resources reads them.", validators=[_WORDS]
    )

    def offer(self, languages: Iterable[str], topics: Iterable[str]) -> None:
        """Offer the council's languages and topics, and whatever it has already."""
        self.languages.choices = _all_of(languages, self.languages.data)
        self.topics.choices = _all_of(topics, self.topics.data)

    def show(self, resource: Resource, tags: dict[str, list[str]]) -> None:
        """Fill it from what is kept."""
        for name in (*PLAIN, "review_on"):
            self[name].data = getattr(resource, name)
        self.version.data = str(resource.version)
        self.audiences.data, self.languages.data = tags.get("audience", []), tags.get("language", [])
        self.topics.data = tags.get("topic", [])

    def validate_url(self, field: Any) -> None:
        """An address that a browser opens safely; a link needs one."""
        if self.kind.data == "link" and not field.data:
            raise ValidationError("Write the address of the website, or choose something else above.")
        if field.data and not is_safe(field.data):
            raise ValidationError("An address begins with https:// and has no spaces. Copy the whole of it.")

    @property
    def upload(self) -> Any:
        """The paper that was chosen, None for nothing; a browser sends an empty one where none was."""
        return self.paper.data if getattr(self.paper.data, "filename", "") else None

    def needs_paper(self, held: Resource | None) -> bool:
        """Whether it says that it is a paper and there is none; what to do stands beside the field."""
        missing = self.kind.data == "file" and self.upload is None and (held is None or held.file_id is None)
        if missing:
            self.paper.errors = [*self.paper.errors, "Choose the paper, or choose something else above."]
        return missing

    def values(self, today: date) -> dict[str, Any]:
        """The resource's own columns."""
        found = {name: self[name].data for name in PLAIN} | {name: self[name].data or "" for name in TEXTS}
        return found | {"review_on": self.review_on.data, "changed_on": today}

    def tags(self) -> dict[str, list[str]]:
        """Its tags, by sort."""
        chosen = {"audience": self.audiences.data, "language": self.languages.data, "topic": self.topics.data}
        return {sort: list(keys or ()) for sort, keys in chosen.items()}


def is_safe(link: str) -> bool:
    """True for a whole https address without spaces, and without a name before the site that hides where it leads."""
    try:
        parts = urlsplit(link)
        plain = not any(letter.isspace() or not letter.isprintable() for letter in link)
        return parts.scheme == "https" and bool(parts.hostname) and parts.username is None and plain
    except ValueError:
        return False


def _all_of(offered: Iterable[str], held: Iterable[str] | None) -> list[SelectChoice]:
    return [SelectChoice(one, one) for one in dict.fromkeys([*offered, *(held or ())])]
