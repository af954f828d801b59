"""The append-only record of who did what, in which council, about whom and why.

Each entry carries the hash of the one before it, so that a changed, added or missing entry is found by `verify`.
Entries hold ids and the names of fields, never what a person said.
"""

from core.audit.concerned import PEOPLE, SECRET, SEEN
from core.audit.models import AuditEntry, PlatformAuditEntry, Sighting
from core.audit.reading import Filter, entries, in_words, last_entry_at
from core.audit.recording import hold, record, record_platform
from core.audit.verifying import Break, Verdict, verify, verify_platform

__all__ = [
    "PEOPLE",
    "SECRET",
    "SEEN",
    "AuditEntry",
    "Break",
    "Filter",
    "PlatformAuditEntry",
    "Sighting",
    "Verdict",
    "entries",
    "hold",
    "in_words",
    "last_entry_at",
    "record",
    "record_platform",
    "verify",
    "verify_platform",
]
