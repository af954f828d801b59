"""Forms of a ballot's results: the totals, the lists of issues and schools, and what becomes of an issue."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from core.api import Form, forms, gettext
from plugins.youth_voice.results import rules
from plugins.youth_voice.vocabulary import NEEDS_WHY, SUGGESTED

WHOLE = NumberRange(0, 9_999_999, "Type a whole number that is not below 0.")
TOPIC_LIKE, SCHOOL_LIKE = "“Crime and safety; 312”", "“Larch School; 640; 412; 3”"


class BallotForm(Form):
    """One ballot that was held elsewhere, in totals."""

    FIELDS = ("title", "about", "closed_on", "electorate", "votes", "spoilt", "source", "published")
    version = HiddenField()
    title = forms.TextField(
        "What it is called",
        validators=[
            InputRequired("Give the ballot a name, with its year."),
            Length(max=200, message="Use 200 characters."),
        ],
    )
    about = forms.LongTextField("What it was about")
    closed_on = forms.DateField("Last day of voting", validators=[InputRequired("Say when voting ended.")])
    electorate = forms.WholeNumberField("How many could vote", validators=[Optional(), WHOLE])
    votes = forms.WholeNumberField("Good votes", default=0, validators=[WHOLE])
    spoilt = forms.WholeNumberField("Spoilt papers", default=0, validators=[WHOLE])
    source = forms.TextField("Where the numbers come from")
    published = forms.YesField("Everybody may read it; small numbers are left out there")
    topics = forms.LongTextField(
        "Issues and their votes", description=f"One on each line, like {TOPIC_LIKE}. You can paste from a spreadsheet."
    )
    schools = forms.LongTextField(
        "Schools and groups",
        description=f"Name; how many could vote; good votes; spoilt papers. Like {SCHOOL_LIKE}.",
    )

    def offer(self, organisations: Mapping[str, UUID]) -> None:
        """Know the council's organisations by name."""
        self.known = {name.casefold(): id for name, id in organisations.items()}

    def validate_topics(self, field: forms.LongTextField) -> None:
        """Each line has a name and a number."""
        if wrong := rules.typed_lines(field.data or "", 1).wrong:
            raise ValidationError(rules.wrong_words(wrong, TOPIC_LIKE))

    def validate_schools(self, field: forms.LongTextField) -> None:
        """Each line has the name of an organisation and three numbers, not more papers than could vote."""
        typed = rules.typed_lines(field.data or "", 3)
        if typed.wrong:
            raise ValidationError(rules.wrong_words(typed.wrong, SCHOOL_LIKE))
        if strangers := [name for name in typed.found if name.casefold() not in self.known]:
            raise ValidationError(
                f"Nothing is saved yet. Not among the organisations here: {', '.join(strangers[:3])}. "
                "Add them under People, Organisations, or write them as they are called there."
            )
        if over := [name for name, (could, votes, spoilt) in typed.found.items() if votes + spoilt > could]:
            raise ValidationError(
                f"Nothing is saved yet. More papers than people who could vote: {', '.join(over[:3])}."
            )

    def validate_votes(self, field: forms.WholeNumberField) -> None:
        """Not more papers than people who could vote."""
        cast, could = (field.data or 0) + (self.spoilt.data or 0), self.electorate.data
        if could is not None and cast > could:
            raise ValidationError(f"There are {cast:,} papers and {could:,} who could vote. Look at the numbers again.")

    def values(self) -> dict[str, Any]:
        """The totals, as columns."""
        typed = {name: self[name].data for name in self.FIELDS}
        return {name: _plain(name, value) for name, value in typed.items()}

    def issues(self) -> dict[str, int]:
        """The issues as title -> votes."""
        return {name: votes for name, (votes,) in rules.typed_lines(self.topics.data or "", 1).found.items()}

    def houses(self) -> dict[UUID, tuple[int, ...]]:
        """The bodies as organisation -> (could vote, good votes, spoilt)."""
        found = rules.typed_lines(self.schools.data or "", 3).found
        return {self.known[name.casefold()]: numbers for name, numbers in found.items()}


class SuggestForm(Form):
    """To whom the first issues of a ballot are put."""

    board_id = forms.ChoiceField("Which board plans what is checked")

    def offer(self, boards: Iterable[tuple[str, str]]) -> None:
        """Offer the boards."""
        self.board_id.choices = [SelectChoice("", "None"), *(SelectChoice(id, name) for id, name in boards)]


class SuggestionForm(Form):
    """What became of an issue that came out of a ballot."""

    FIELDS = ("state", "why")
    version = HiddenField()
    state = forms.RadioField("Where it stands", validators=[InputRequired("Choose one.")])
    why = forms.LongTextField(
        "In a sentence or two",
        description="What those who check do with it, or why it is set aside. Young people read this.",
        validators=[Length(max=4000, message="Use 4,000 characters or fewer.")],
    )
    meeting_id = forms.ChoiceField("Onto which agenda")

    def offer(self, meetings: Iterable[tuple[str, str]], present: str) -> None:
        """Offer what can become of it, and the group's meetings to come."""
        kinds = {key: words for key, words in SUGGESTED.items() if key != "task_group" or present == "task_group"}
        self.state.choices = [SelectChoice(key, gettext(words)) for key, words in kinds.items()]
        self.meeting_id.choices = [SelectChoice("", "None"), *(SelectChoice(id, name) for id, name in meetings)]

    def validate_why(self, field: forms.LongTextField) -> None:
        """Setting it aside, or saying what was done, needs words."""
        if self.state.data in NEEDS_WHY and not (field.data or "").strip():
            raise ValidationError(
                "Say in a sentence what was done with it, or why it is set aside. Nothing is saved yet."
            )

    def validate_meeting_id(self, field: forms.ChoiceField) -> None:
        """An agenda is that of a meeting."""
        if self.state.data == "agenda" and not field.data:
            raise ValidationError("Choose the meeting onto whose agenda it goes.")


def _plain(name: str, value: Any) -> Any:
    if value is None and name in ("votes", "spoilt"):
        return 0
    return "" if value is None and name != "electorate" else value
