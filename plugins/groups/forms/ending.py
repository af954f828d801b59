"""The form with which a group is ended."""

from wtforms import ValidationError

from core.api import Form, forms, local_today


class EndingForm(Form):
    """When the group met for the last time."""

    ended_on = forms.DateField("When did it end?", description="Today, if you leave it empty")

    def validate_ended_on(self, field: forms.DateField) -> None:
        """A group has ended or it has not: a day to come would end it already."""
        field.data = field.data or local_today()
        if field.data > local_today():
            raise ValidationError("This day is still to come. End the group on that day, or enter an earlier one")
