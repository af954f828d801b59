"""The append-only record of who did what, in which council, about whom and why.

Each entry carries the hash of the one before it, so that a changed, added or missing entry is found by `verify`.
Entries hold ids and the names of fields, never what a person said.
"""

from core.audit.models import AuditEntry, PlatformAuditEntry
from core.audit.reading import Filter, entries
from core.audit.recording import record, record_platform
from core.audit.verifying import Break, Verdict, verify, verify_platform

__all__ = [
    "AuditEntry",
    "Break",
    "Filter",
    "PlatformAuditEntry",
    "Verdict",
    "entries",
    "record",
    "record_platform",
    "verify",
    "verify_platform",
]
