"""The form of a register: a token and a promise against sending twice; its rows are read as they come."""

from collections.abc import Mapping
from uuid import UUID

from core.api import Form
from plugins.meetings.coming.register import Sent, Tap, taps_of
from plugins.meetings.vocabulary import COUNTS_AS


class RegisterForm(Form):
    """One form for everybody of the evening: radio buttons for each person, numbers, and who walked in."""


def sent_in(form: Mapping[str, str]) -> Sent:
    """Read a register as a page sends it; whatever it does not know is left out."""
    counts_as = form.get("counts_as", "child")
    return Sent(
        people=taps_of(form, "p", UUID),
        lines=taps_of(form, "w", UUID),
        numbers=taps_of(form, "n", str),
        walk_in=form.get("walk_in", ""),
        counts_as=counts_as if counts_as in COUNTS_AS else "child",
        all_here="all_here" in form,
        wanted=Tap(form.get("wanted-was", ""), form.get("wanted", "")),
        wanted_name=form.get("wanted_name", "").strip(),
    )
