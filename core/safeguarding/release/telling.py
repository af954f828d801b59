"""Telling the council's data-protection contact that emergency access was used: that, and nothing else.

The leads are told through the alarms (core.safeguarding.alarms); this letter goes to the post of the council's file, by
mail and, where a mobile number stands there, by text. It never holds up who opened; what fails leaves no line
in any log, where it would say that something was opened.
"""

import re
from contextlib import suppress
from uuid import uuid4

from core.authority.resolve import Authority
from core.authority.sections import Contact
from core.notify.carriers import opened
from core.notify.letters import Letter
from core.web.house import house
from core.web.request import required_authority

DATA = "data"
MOBILE = re.compile(r"(?:\+44|0)7[0-9 ]+")
SENTENCE = "Emergency access was used. A safeguarding lead can tell you more."


def tell_officer() -> None:
    """Write to the contact for data protection; never raises."""
    council = required_authority()
    for channel, to in _ways(contact(council)):
        with suppress(Exception):  # nobody is kept from a child in danger by a letter
            _send(council, channel, to)


def contact(council: Authority) -> Contact:
    """Whom the council's file names for data protection, else its first contact."""
    contacts = council.file.contacts
    return next((one for one in contacts if one.key == DATA), contacts[0])


def _ways(to: Contact) -> list[tuple[str, str]]:
    found = [("email", to.email)] if to.email else []
    return [*found, ("text", to.phone)] if to.phone and MOBILE.fullmatch(to.phone) else found


def _send(council: Authority, channel: str, to: str) -> None:
    outgoing = house().deployment.outgoing
    link = f"{outgoing.site}/{council.slug}/"
    letter = Letter(
        id=uuid4(), channel=channel, to=to, sentence=SENTENCE, council=council.file.short_name, link=link, stop="",
        subject=SENTENCE.split(".")[0], body=f"{SENTENCE}\n\n{council.name}\n{link}\n",
        sender=outgoing.mail_from or f"no-reply@{outgoing.host}",
    )  # fmt: skip
    with opened(council, house().deployment) as post, post.prepared(letter) as hand_over:
        hand_over()
