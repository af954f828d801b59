"""The form of an answer: the outcome first, then its words in two reading bands, the reason, and what is promised."""

from collections.abc import Mapping
from typing import Any, Final

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from core.api import Form, forms
from plugins.influence.answers.needed import MOST_PROMISES, Given, NewPromise
from plugins.influence.rules import long_sentences
from plugins.influence.vocabulary import OUTCOMES

AT_FIRST: Final = 1  # rows for promises
_LINE = Length(max=200, message="Use 200 characters or fewer.")


class GiveForm(Form):
    """An answer of one who must answer; what it lacks is said by answers.needed, one sentence for each box."""

    rows = HiddenField(default=str(AT_FIRST))
    seen_hint = HiddenField()
    outcome = forms.RadioField("What is your answer?", validators=[Optional()])
    words = forms.LongTextField(
        "Your answer, in plain words",
        description="Those who asked read this. Say what happens now, as you would say it to them.",
    )
    words_easy = forms.LongTextField(
        "The same in Easy Read",
        description="For a child of nine: one idea in each sentence, 15 words or fewer.",
    )
    reason = forms.LongTextField(
        "Why?",
        description="Needed when the answer is “Partly” or “We cannot”. A no with its reason is a full answer.",
    )
    by_words = forms.TextField(
        "Whose answer is it?", description="Such as: Head of Transport, by phone.", validators=[_LINE]
    )

    def offer(self, easy: bool, typed_in: bool = False) -> None:
        """Offer the outcomes; Easy Read where the council has it; whose answer it is where somebody types it in."""
        self.outcome.choices = [SelectChoice(key, words) for key, words in OUTCOMES.items()]
        if not easy:
            del self.words_easy
        if not typed_in:
            del self.by_words

    @property
    def places(self) -> range:
        """The places of the rows for promises that are shown, from 1."""
        rows = self.rows.data or ""
        return range(1, max(AT_FIRST, min(int(rows) if rows.isdecimal() else AT_FIRST, MOST_PROMISES)) + 1)

    def one_more(self) -> None:
        """Show one more row for a promise."""
        number = str(min(len(self.places) + 1, MOST_PROMISES))
        self.rows.data, self.rows.raw_data = number, [number]

    @property
    def may_have_more(self) -> bool:
        """True while another row can be added."""
        return len(self.places) < MOST_PROMISES

    def given(self, how: str, by_words: str) -> Given:
        """What was typed."""
        promises = tuple(self._promise(place) for place in self.places)
        easy = self.words_easy.data if "words_easy" in self else ""
        whose = (self.by_words.data or "") if "by_words" in self else by_words
        texts = self.outcome.data or "", self.words.data or "", easy or "", self.reason.data or ""
        return Given(*texts, promises, whose, how)

    def _promise(self, place: int) -> NewPromise:
        what, who, due = (self[f"{name}_{place}"].data for name in ("what", "who", "due"))
        return NewPromise(what or "", who or "", due)

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Put each sentence beside its box."""
        for name, said in problems.items():
            field = self[_box(name)] if name else self.outcome
            field.errors = [*field.errors, said]

    def needs_hint(self) -> int:
        """How many Easy Read sentences are long, the first time that it is sent; then 0: it is a hint, not a rule."""
        if self.seen_hint.data or "words_easy" not in self:
            return 0
        self.seen_hint.data, self.seen_hint.raw_data = "1", ["1"]
        return len(long_sentences(self.words_easy.data or ""))


def _box(problem: str) -> str:
    if problem == "promise":
        return "what_1"
    return problem.replace("promise_", "what_")


def _promise_fields(place: int) -> dict[str, Any]:
    return {
        f"what_{place}": forms.TextField(
            "What will be done?", validators=[Length(max=400, message="Use fewer words.")]
        ),
        f"who_{place}": forms.TextField("Who does it?", description="A name or an office.", validators=[_LINE]),
        f"due_{place}": forms.DateField("By which day?", validators=[Optional()]),
    }


for _place in range(1, MOST_PROMISES + 1):
    for _name, _field in _promise_fields(_place).items():
        setattr(GiveForm, _name, _field)
