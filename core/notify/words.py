"""Why a message did not go out, in fixed words: for staff who look after messages, and for the reader."""

from collections.abc import Mapping

WHY: Mapping[str, str] = {
    "": "",
    "too_young": "Too young for messages outside this site, or age not known",
    "here_only": "Wishes to read messages on this site only",
    "not_agreed": "Has not agreed to be contacted in this way",
    "no_means": "This council cannot send in the ways that were agreed to",
    "no_address": "No address or mobile number that works is recorded",
    "stopped": "They stopped the messages, or took back what they were about",
    "many": "Waits until tomorrow: enough went to this address today",
    "gathered": "Waits for the daily or weekly message",
    "quiet": "Waits for the morning",
    "gone": "Has left, was erased, or is recorded twice",
    "switched_off": "The part of Heard that it came from is switched off",
    "refused": "The address or number was refused",
    "not_taken": "The service for sending would not take it",
    "gave_up": "The service for sending could not be reached for a day",
    "unclear": "It is not known whether it went out; it was not sent a third time",
}
