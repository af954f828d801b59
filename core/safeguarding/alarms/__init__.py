"""Alarms: the right people hear that something waits at the desk, and never what it is.

`ring` writes down, in the transaction that takes a report in, that somebody must be told; `send_now` tells them.
"""

from core.safeguarding.alarms.ringing import call_leads, ring, ring_again
from core.safeguarding.alarms.sending import send_now

__all__ = ["call_leads", "ring", "ring_again", "send_now"]
