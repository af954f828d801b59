"""The form on which the data protection officer decides about the lawful basis of one purpose."""

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from core.data_rights.register.bases import BASES, SPECIAL, Basis
from core.data_rights.register.models import BasisDecision
from core.people.forms import choices
from core.web.forms import ChoiceField, Form, LongTextField, RadioField, TextField

LINE = 200
NOTE = 2000


class BasisForm(Form):
    """Why the council may use data for this purpose; not what anybody agreed to."""

    basis = RadioField("Lawful basis (Article 6)", choices=choices(BASES.items()), validators=[InputRequired()])
    law = TextField(
        "The law it rests on",
        description="For example: Education Act 1996, section 507B",
        validators=[InputRequired("Say which law or duty it rests on"), Length(max=LINE)],
    )
    special = ChoiceField("Condition for special category data (Article 9)", choices=choices(SPECIAL.items()))
    offences = TextField(
        "Condition for data about offences (Article 10)",
        description="Leave it empty if there are none",
        validators=[Length(max=LINE)],
    )
    note = LongTextField("Your reasons", validators=[InputRequired("Say why"), Length(max=NOTE)])
    seen = HiddenField()

    def fill(self, present: Basis) -> None:
        """Show what holds now."""
        self.basis.data, self.special.data = present.basis, present.special
        self.law.data, self.offences.data = present.law, present.offences

    def decision(self, purpose: str) -> BasisDecision:
        """What was decided, ready to be kept."""
        return BasisDecision(
            id=self.record_id,
            purpose=purpose,
            basis=self.basis.data,
            special=self.special.data,
            law=self.law.data or "",
            offences=self.offences.data or "",
            note=self.note.data or "",
        )
