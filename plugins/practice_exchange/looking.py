"""Words before they cross to other councils: each thing that could tell who somebody is needs a tick of its own."""

from collections.abc import Mapping

from flask import request

from core.api import disclosure

LOOK: str = "Something in the words could tell who somebody is. Look at each mark below: change the words, or tick it."


def looked(texts: Mapping[str, str]) -> dict[str, disclosure.Looked]:
    """These texts under the eye, with the ticks of the form that was sent; empty ones are left out."""
    wanted = {name: words for name, words in texts.items() if words}
    return disclosure.looked_at(wanted, frozenset(request.form.getlist("looked")))


def unlooked(seen: Mapping[str, disclosure.Looked]) -> int:
    """How many things nobody has ticked."""
    return sum(one.unlooked for one in seen.values())
