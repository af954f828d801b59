"""The form that says who chairs a meeting."""

from collections.abc import Iterable
from uuid import UUID

from wtforms.fields.choices import SelectChoice

from core.api import Form, forms


class ChairForm(Form):
    """One of the group's members, or nobody."""

    chair = forms.ChoiceField(
        "Who chairs", description="Ask them first. They see it on their home page, with a page that says what to say."
    )

    def offer(self, members: Iterable[tuple[UUID, str]], chosen: UUID | None) -> None:
        """Offer the members, the present chair chosen."""
        people = [SelectChoice(str(id), name) for id, name in members]
        self.chair.choices = [SelectChoice("", "Nobody yet"), *people]
        if not self.is_submitted():
            self.chair.data = str(chosen or "")

    @property
    def chosen(self) -> UUID | None:
        """Who was chosen."""
        return UUID(self.chair.data) if self.chair.data else None
