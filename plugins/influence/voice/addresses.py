"""A number or an address that somebody without an account leaves: none is taken to which this council cannot write."""

from core.api import gettext, notify
from plugins.influence.here import council


def texts() -> bool:
    """Say whether this council can send text messages at all."""
    return notify.guests.can_reach(council(), "text")


def fault_of(typed: str) -> str:
    """Why nobody can be written to there, a sentence for whoever typed it; "" where it is well."""
    way = notify.guests.channel_of(typed)
    if way == "text" and not texts():
        return gettext("We cannot send text messages. Give an e-mail address, or leave it empty: your code works too.")
    if way is None and not texts():
        return gettext("Give an e-mail address, such as sam@home.example.")
    words = gettext("Give a British mobile number, such as 07700 900123, or an e-mail address. Or leave it empty.")
    return "" if way else words
