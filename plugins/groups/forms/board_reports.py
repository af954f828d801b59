"""The form for a report that a board will read."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, day, forms
from plugins.groups.boards.dates import Sitting
from plugins.groups.forms.fields import NOT_STATED, choices, refuse
from plugins.groups.models import BoardReport

_LINE = Length(max=200, message="Use 200 characters or fewer.")


class BoardReportForm(Form):
    """A report to come: what it is about, who writes it, and until when young people can be asked."""

    FIELDS = ("title", "from_whom", "date_id", "ask_by", "about", "about_easy")
    version = HiddenField()
    title = forms.TextField("What the report is about", validators=[InputRequired("Give the report a title."), _LINE])
    from_whom = forms.TextField("Who writes it", validators=[_LINE])
    date_id = forms.ChoiceField("Which meeting reads it")
    ask_by = forms.DateField("Last day to ask young people", validators=[Optional()])
    about = forms.LongTextField("In plain words", description="Two or three sentences. Everybody can read them.")
    about_easy = forms.LongTextField(
        "In easy words", description="Short sentences, one idea in each. Say what young people can change."
    )
    days: dict[str, Any] = {}

    def offer(self, coming: Iterable[Sitting], present: UUID | None = None) -> None:
        """Offer the meetings to come, and the one that is chosen already."""
        offered = [one for one in coming if not one.cancelled or one.id == present]
        self.days = {str(one.id): one.on for one in offered}
        self.date_id.choices = [NOT_STATED, *choices({id: day(on, "full") for id, on in self.days.items()})]

    def validate_ask_by(self, field: forms.DateField) -> None:
        """Young people are asked before the board reads the report, not after."""
        meets = self.days.get(self.date_id.data)
        if field.data and meets and field.data > meets:
            refuse(field, f"The board reads it on {day(meets)}. Ask young people before that day.")

    def values(self) -> dict[str, Any]:
        """What was typed, as a report's columns."""
        typed = {name: self[name].data or "" for name in ("title", "from_whom", "about", "about_easy")}
        chosen = UUID(self.date_id.data) if self.date_id.data else None
        return typed | {"date_id": chosen, "ask_by": self.ask_by.data}

    def show(self, report: BoardReport) -> None:
        """Fill the form from a report."""
        for name in self.FIELDS:
            self[name].data = getattr(report, name)
        self.date_id.data = str(report.date_id or "")
        self.version.data = str(report.version)
