"""The form on which a council offers something."""

from collections.abc import Iterable

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from core.api import Form, forms


class OfferForm(Form):
    """To which regions something is offered."""

    regions = forms.ChoicesField("Offer it to", choices=[], validators=[InputRequired("Choose at least one region.")])

    def offer_regions(self, regions: Iterable[tuple[str, str]], now: str) -> None:
        """Put the council's regions up for choice, with the present one ticked."""
        self.regions.choices = [SelectChoice(slug, name) for slug, name in regions]
        if not self.is_submitted():
            self.regions.data = [now]
