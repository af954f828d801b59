"""Scans of signed agreements, kept for the room of agreements, which stands below this one."""

from collections.abc import Iterable
from typing import IO
from uuid import UUID

from core.consent.scans import ScanRefused
from core.files.keeping import keep
from core.files.refusals import Refused


def keep_scan(stream: IO[bytes], *, by_user_id: UUID | None, people: Iterable[UUID], file_id: UUID) -> UUID:
    """Keep the scan of a signed form and return its id; raises ScanRefused with a sentence for whoever chose it."""
    try:
        return keep(stream, kind="scan", by_user_id=by_user_id, people=people, file_id=file_id).id
    except Refused as why:
        raise ScanRefused(str(why)) from why
