"""The forms of a copy: taking one, and saying that it is removed."""

from wtforms.validators import InputRequired, Length

from core.api import Form, forms


class TakeForm(Form):
    """What this council wants to do with it."""

    use_for = forms.LongTextField(
        "What we want to do with it",
        description="For your own team. No names. You can leave it empty.",
        validators=[Length(max=1000, message="Use 1,000 characters or fewer.")],
    )
    make = forms.YesField("Also make a draft of it here, which only staff see")


class RemovedForm(Form):
    """That nothing of a copy is left."""

    is_removed = forms.YesField(
        "Drafts made of it are deleted, and printed or mailed copies are destroyed",
        validators=[InputRequired("Tick this once it is so. Until then the line stays on the list.")],
    )
