"""Mail through an SMTP server, over TLS. Sender and recipient are agreed on first; the letter itself goes last.

So what is locked while the last question is asked is locked for one answer of the server, not for a whole dialogue.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from core.db import utcnow
from core.notify.carriers.faults import HandOver, NotTaken, Refused, Unclear
from core.notify.letters import Letter, mail_of
from core.outgoing import Outgoing

REACH = 20  # seconds to reach the server and agree on whom it is for
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
OK, NEVER = 250, 500  # from here on a server says that trying again is of no use


class SmtpServer:
    """One connection, kept for the letters of one piece of work; `patience` in seconds for the last answer."""

    def __init__(self, outgoing: Outgoing, patience: float, reach: float = REACH) -> None:
        self.outgoing, self.patience, self.reach = outgoing, patience, reach
        self._server: smtplib.SMTP | None = None

    @contextmanager
    def prepared(self, letter: Letter) -> Iterator[HandOver]:
        """Connect, name the sender and the recipient; without handing over, take it back."""
        server = self._connected()
        given: list[bool] = []

        def hand_over() -> None:
            given.append(True)
            self._give(server, mail)

        try:
            self._agree(server, letter.to)
            mail = mail_of(letter, self.outgoing.host, utcnow())
            yield hand_over
        finally:
            if not given:
                with suppress(smtplib.SMTPException, OSError):
                    server.rset()

    def close(self) -> None:
        """Say goodbye."""
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
        self._server = None

    def _connected(self) -> smtplib.SMTP:
        if self._server is not None and self._still_there(self._server):
            return self._server
        self.close()
        try:
            self._server = opened(urlsplit(self.outgoing.smtp_url), self.outgoing.host, self.reach)
        except (smtplib.SMTPException, OSError) as error:
            raise NotTaken(away=True) from error
        return self._server

    def _still_there(self, server: smtplib.SMTP) -> bool:
        with suppress(smtplib.SMTPException, OSError):
            return server.noop()[0] == OK
        return False

    def _agree(self, server: smtplib.SMTP, to: str) -> None:
        try:
            if server.mail(self.outgoing.mail_from)[0] != OK:
                raise NotTaken(away=True)
            code = server.rcpt(to)[0]
        except (smtplib.SMTPException, OSError) as error:
            raise NotTaken from error
        if code >= NEVER:
            raise Refused(address=True)
        if code not in (OK, OK + 1):
            raise NotTaken

    def _give(self, server: smtplib.SMTP, mail: EmailMessage) -> None:
        if server.sock is not None:
            server.sock.settimeout(self.patience)
        try:
            code = server.data(mail.as_bytes())[0]
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
        except (smtplib.SMTPException, OSError) as error:
            self._server = None
            raise Unclear from error
        if server.sock is not None:
            server.sock.settimeout(self.reach)
        if code >= NEVER:
            raise Refused(address=False)
        if code != OK:
            raise NotTaken


def opened(address: SplitResult, name: str, reach: float = REACH) -> smtplib.SMTP:
    """A connection by this address, signed in where it names a user; raises SMTPException or OSError."""
    host, port = address.hostname or "", address.port or PORTS[address.scheme]
    trust = ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=reach, context=trust)
    else:
        server = smtplib.SMTP(host, port, local_hostname=name, timeout=reach)
    try:
        if address.scheme == "smtp":
            server.starttls(context=trust)
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
    except BaseException:
        server.close()
        raise
    return server
