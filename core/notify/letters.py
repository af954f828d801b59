"""What goes out: a sentence, the council's name, a link to this site, and how to stop it. Nothing else, ever."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from core.authority.messages import answers_go_to
from core.authority.resolve import Authority
from core.notify import stopping
from core.notify.notice import Notice
from core.outgoing import Outgoing
from core.web.languages import gettext, ngettext

UNBROKEN = SMTP.clone(max_line_length=990)  # a link that is broken over lines, or encoded, is none to a mail program


@dataclass(frozen=True, slots=True)
class Letter:
    """One message ready to be handed over. `id` stays the same when it has to be sent again.

    `stop` is "" for what nobody can stop.
    """

    id: UUID
    channel: str
    to: str = field(repr=False)
    sentence: str
    council: str
    link: str
    stop: str
    subject: str = ""
    body: str = ""
    stop_words: str = ""
    sender: str = ""
    answers_to: str = ""
    language: str = "en"

    @property
    def as_text(self) -> str:
        """The words of a text message."""
        return f"{self.sentence} {self.link} {self.council}. {self.stop_words}".rstrip()


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one person is told at once: the messages, whose kinds they are, and where it goes.

    `url` is set for a guest alone, whose id stands in `person_id`: a path that the letter leads to straight away.
    """

    sending_id: UUID
    person_id: UUID
    message_ids: tuple[UUID, ...]
    kinds: tuple[Notice, ...]
    channel: str
    address: str = field(repr=False)
    language: str = "en"
    claims: int = 0
    url: str = field(default="", repr=False)

    @property
    def is_guests(self) -> bool:
        """True for somebody without an account."""
        return bool(self.url)


def letter_for(authority: Authority, outgoing: Outgoing, parcel: Parcel) -> Letter:
    """Write the letter in the language that is being spoken."""
    here = f"{outgoing.site}/{authority.slug}/me/messages"
    council = authority.file.messages.sender or authority.file.short_name
    link = _link(outgoing.site, here, parcel)
    token = stopping.guest_token if parcel.is_guests else stopping.token
    stop = f"{here}/stop/{token(authority.id, parcel.person_id, parcel.channel)}"
    sentence = sentence_of(parcel.kinds)
    return Letter(
        id=parcel.sending_id,
        channel=parcel.channel,
        to=parcel.address,
        sentence=sentence,
        council=council,
        link=link,
        stop=stop,
        subject=gettext("A message from %(council)s", council=council),
        body=_body(sentence, link, authority.name, stop),
        stop_words=gettext("To stop: %(link)s", link=stop),
        sender=outgoing.mail_from or f"no-reply@{outgoing.host}",
        answers_to=answers_go_to(authority.file.messages, authority.file.contacts),
        language=parcel.language,
    )


def _link(site: str, here: str, parcel: Parcel) -> str:
    """A person's own page, which asks who reads; a guest has none, so the letter leads there itself."""
    if parcel.is_guests:
        return f"{site}{parcel.url}"
    return f"{here}/{parcel.message_ids[0]}" if len(parcel.message_ids) == 1 else f"{here}/"


def sentence_of(kinds: Sequence[Notice]) -> str:
    """The sentence of a kind; of several messages only how many there are."""
    if len(kinds) == 1:
        return gettext(kinds[0].sentence)
    return ngettext("There is %(number)s new thing for you.", "There are %(number)s new things for you.", len(kinds))


def _body(sentence: str, link: str, council: str, stop: str) -> str:
    parts = (
        sentence,
        "\n".join((gettext("Read it here:"), link)),
        council,
        "\n".join((gettext("To stop these e-mails:"), stop)),
    )
    return "\n\n".join(parts) + "\n"


def mail_of(letter: Letter, host: str, now: datetime) -> EmailMessage:
    """The letter as mail: plain text, nothing that tells whether it was opened (RFC 5322, 3834, 8058)."""
    mail = EmailMessage(policy=UNBROKEN)
    mail["From"] = Address(letter.council, addr_spec=letter.sender)
    mail["To"] = Address(addr_spec=letter.to)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{letter.id}@{host}>"
    mail["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        mail["List-Unsubscribe"] = f"<{letter.stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if letter.answers_to:
        mail["Reply-To"] = Address(addr_spec=letter.answers_to)
    mail.set_content(letter.body if letter.channel == "email" else letter.as_text + "\n")
    mail["Content-Language"] = letter.language  # not before: giving mail its words takes such lines away
    return mail
