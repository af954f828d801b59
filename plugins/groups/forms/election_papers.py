"""The form for a count of papers: a number for each candidate, drawn for the election in hand."""

from typing import Any
from uuid import UUID

from wtforms.validators import InputRequired, NumberRange

from core.api import Form, forms
from plugins.groups.elections.papers import PaperCount
from plugins.groups.models import Candidate

MOST = 20_000
LINE = "votes_"
_NUMBER = "Type a whole number, 0 for none."


def _number(label: str, description: str = "") -> Any:
    checks = [InputRequired(_NUMBER), NumberRange(0, MOST, _NUMBER)]
    return forms.WholeNumberField(label, validators=checks, description=description)


class PapersForm(Form):
    """How many papers there were, and how many were spoilt; `form_for` adds a line for each candidate."""

    papers = _number("Papers in the box", "All of them, spoilt ones too.")
    spoilt = _number("Spoilt or empty papers", "Nobody can tell who was meant, or nobody was chosen.")

    def count(self) -> PaperCount:
        """What was counted."""
        lines = [name for name in self._fields if name.startswith(LINE)]
        votes = {UUID(name.removeprefix(LINE)): self[name].data for name in lines}
        return PaperCount(self.papers.data, self.spoilt.data, votes)


def form_for(candidates: list[Candidate]) -> PapersForm:
    """A form with a line for each candidate, in the order of the paper."""
    lines = {f"{LINE}{one.id}": _number(one.name) for one in candidates}
    made: PapersForm = type("PapersFormOfElection", (PapersForm,), lines)()
    return made
