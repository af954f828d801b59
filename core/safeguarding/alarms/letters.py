"""What an alarm says: one fixed sentence and the way to the desk. No name, no number, no word of any case."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from uuid import UUID, uuid5

from core.authority.messages import Messages
from core.authority.resolve import Authority
from core.notify.letters import Letter
from core.outgoing import Outgoing
from core.safeguarding.alarms.crew import Way

WAITS: Final = "Something waits at the safeguarding desk. Please look at it now."
UNREAD: Final = "Nobody has read yet what waits at the safeguarding desk. Please reach a safeguarding lead now."
TRIAL: Final = "This is a test of the safeguarding alarm. Please open the link and say that you have read it."
REACHED_BY_DUTY: Final = ("duty", "lado")  # those without a place at the desk


def letter_to(authority: Authority, outgoing: Outgoing, way: Way, alarm_ids: Iterable[UUID]) -> Letter:
    """The letter for what waits; the same one when it has to be sent again."""
    sentence = UNREAD if way.name.partition(":")[0] in REACHED_BY_DUTY else WAITS
    link = f"{outgoing.site}/{authority.slug}/safeguarding/"
    newest = max(alarm_ids, key=str)
    return _letter(authority, outgoing, way, sentence, link, uuid5(newest, way.name))


def trial_letter(authority: Authority, outgoing: Outgoing, way: Way, trial_id: UUID, token: str) -> Letter:
    """The letter of a test alarm."""
    link = f"{outgoing.site}/{authority.slug}/safeguarding/duty/test/{token}"
    return _letter(authority, outgoing, way, TRIAL, link, trial_id)


def texting(authority: Authority) -> Authority:
    """The council as alarms use it: texts as its messages go, or by the address that its duty names."""
    messages, by_mail = authority.file.messages, authority.file.safeguarding.duty.mail_to_text
    if messages.text != "none" or not by_mail:
        return authority
    told = Messages(text="mail", mail_to_text=by_mail, sender=messages.sender)
    return replace(authority, file=authority.file.model_copy(update={"messages": told}))


def _letter(authority: Authority, outgoing: Outgoing, way: Way, sentence: str, link: str, letter_id: UUID) -> Letter:
    council = authority.file.messages.sender or authority.file.short_name
    return Letter(
        id=letter_id,
        channel=way.channel,
        to=way.address,
        sentence=sentence,
        council=council,
        link=link,
        stop="",
        subject=f"{council}: please look at the safeguarding desk",
        body=f"{sentence}\n\n{link}\n\n{authority.name}\n",
        sender=outgoing.mail_from or f"no-reply@{outgoing.host}",
    )
