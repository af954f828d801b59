"""Which carrier takes a letter: as the operator and the council's file say."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from core.authority.resolve import Authority
from core.config import Deployment
from core.notify.carriers.faults import Carrier, HandOver, NotTaken
from core.notify.carriers.govuk import GovUkNotify
from core.notify.carriers.local import Console, Folder
from core.notify.carriers.smtp import REACH, SmtpServer
from core.notify.letters import Letter

SHORT, LONG = 4, 30  # seconds: on SQLite everybody else waits while a letter is handed over
SEEN_BY_OPERATOR = "mail"  # folder in HEARD_DATA


class Post:
    """The carriers of one council for one piece of work, each opened when it is first needed."""

    def __init__(self, authority: Authority, deployment: Deployment, reach: float | None = None) -> None:
        self.authority, self.deployment, self.reach = authority, deployment, reach
        self._open: dict[str, Carrier] = {}

    def prepared(self, letter: Letter) -> AbstractContextManager[HandOver]:
        """Prepare a letter with whoever carries it."""
        messages = self.authority.file.messages
        if letter.channel == "text" and messages.text == "govuk_notify":
            return self._of("govuk").prepared(letter)
        if letter.channel == "text":
            address = (messages.mail_to_text or "").replace("{number}", letter.to.lstrip("+"))
            letter = replace(letter, to=address)
        return self._of("mail").prepared(letter)

    def check(self, letter: Letter) -> None:
        """Go as far as one can without giving the letter away; raises what `prepared` and handing over raise."""
        with self.prepared(letter):
            pass
        carrier = self._open.get("govuk")
        if letter.channel == "text" and isinstance(carrier, GovUkNotify):
            carrier.check()

    def close(self) -> None:
        """Hang up everywhere."""
        for carrier in self._open.values():
            carrier.close()

    def _of(self, kind: str) -> Carrier:
        if kind not in self._open:
            self._open[kind] = self._notify() if kind == "govuk" else self._mail()
        return self._open[kind]

    def _mail(self) -> Carrier:
        outgoing = self.deployment.outgoing
        if outgoing.mail == "smtp":
            return SmtpServer(outgoing, self._patience, self.reach or REACH)
        if outgoing.mail == "file":
            return Folder(self.deployment.data / SEEN_BY_OPERATOR, outgoing.host)
        if outgoing.mail == "console":
            return Console(self.deployment.secret_key)
        raise NotTaken(away=True)

    def _notify(self) -> Carrier:
        outgoing, messages = self.deployment.outgoing, self.authority.file.messages
        key = outgoing.notify_keys.get(self.authority.slug, "")
        if not key:
            raise NotTaken(away=True)
        return GovUkNotify(key, messages.notify_template or "", outgoing.notify_url, self._patience)

    @property
    def _patience(self) -> float:
        if self.reach is not None:
            return self.reach
        return LONG if self.deployment.on_postgresql else SHORT


@contextmanager
def opened(authority: Authority, deployment: Deployment, reach: float | None = None) -> Iterator[Post]:
    """The post of a council, closed at the end; with `reach` no carrier is waited for longer, in seconds."""
    post = Post(authority, deployment, reach)
    try:
        yield post
    finally:
        post.close()
