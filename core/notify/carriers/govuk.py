"""Text messages through GOV.UK Notify, by its own client, with the council's own key."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from requests.exceptions import ReadTimeout

from core.notify.carriers.faults import HandOver, NotTaken, Refused, Unclear
from core.notify.letters import Letter

BAD_REQUEST = 400
QUIET = "notifications_python_client"  # what it logs may repeat a number


class GovUkNotify:
    """The council's account; `template` is the id of a template with ((sentence)), ((link)), ((council)), ((stop))."""

    def __init__(self, key: str, template: str, address: str, patience: float) -> None:
        logging.getLogger(QUIET).setLevel(logging.CRITICAL)
        self.client = NotificationsAPIClient(key, base_url=address, timeout=patience)
        self.template = template

    @contextmanager
    def prepared(self, letter: Letter) -> Iterator[HandOver]:
        """Nothing can be agreed on before: one request does it all."""
        yield lambda: self._send(letter)

    def check(self) -> None:
        """Ask whether the key and the template are good; nothing is sent."""
        try:
            self.client.get_template(self.template)
        except APIError as error:
            raise _fault(error) from error

    def close(self) -> None:
        """Hang up."""
        self.client.request_session.close()

    def _send(self, letter: Letter) -> None:
        words = {
            "sentence": letter.sentence,
            "link": letter.link,
            "council": letter.council,
            "stop": letter.stop,
        }
        try:
            self.client.send_sms_notification(letter.to, self.template, words, reference=str(letter.id))
        except APIError as error:
            raise _fault(error) from error


def _fault(error: APIError) -> Exception:
    if isinstance(error.__cause__, ReadTimeout):
        return Unclear()
    if error.status_code == BAD_REQUEST and "phone_number" in str(error.message):
        return Refused(address=True)
    return NotTaken(away=True)
