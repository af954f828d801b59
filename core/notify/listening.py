"""A change of what somebody agreed to waits for a message that is being handed over to them, and it for the change."""

from uuid import UUID

from core.authority.resolve import Authority
from core.notify.readers import CONTACT
from core.notify.sending import hold_person


def hold_back(authority: Authority, person_id: UUID, purpose: str, allowed: bool) -> None:
    """Told in the transaction of the change: from its end on, sending asks anew and finds the new answer."""
    if purpose == CONTACT:
        hold_person(person_id)
