"""The form in which somebody says how they wish to hear."""

from collections.abc import Collection, Mapping

from wtforms.validators import InputRequired

from core.notify.rules import CHANNELS
from core.people.forms import choices
from core.web.forms import Form, RadioField, YesField
from core.web.languages import lazy_gettext

WAYS = {
    "here": lazy_gettext("Only on this site"),
    "email": lazy_gettext("By e-mail"),
    "text": lazy_gettext("By text message"),
}
PACES = {
    "at_once": lazy_gettext("At once"),
    "daily": lazy_gettext("Once a day, together"),
    "weekly": lazy_gettext("Once a week, on Friday, together"),
}


class HowForm(Form):
    """Which way, and how often."""

    wish = RadioField(
        lazy_gettext("How do you want to hear when there is something new?"),
        validators=[InputRequired(lazy_gettext("Choose one."))],
    )
    pace = RadioField(
        lazy_gettext("How often?"),
        choices=choices(PACES.items()),
        default="at_once",
        validators=[InputRequired(lazy_gettext("Choose one."))],
    )
    tasks = YesField("Tell me once a day when tasks wait for me")

    def offer(self, usable: Mapping[str, str], agreed: Collection[str], *, for_staff: bool) -> None:
        """Offer the ways for which there is an address, and to staff the daily word on tasks.

        A way is chosen beforehand only where it was agreed to already.
        """
        ways = [one for one in CHANNELS if usable[one]]
        self.wish.choices = choices((name, WAYS[name]) for name in ("here", *ways))
        if not self.wish.data and not self.wish.raw_data:
            self.wish.data = next((one for one in ways if one in agreed), None)
        if not for_staff:
            del self.tasks
