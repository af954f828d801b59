"""Taking a council out: counted first, then its rows and files erased in one transaction, with a certificate.

It needs an export of the last 30 days, named by its hash. What stays is named in tables.KEPT: the closed record of who
did what, which holds ids, and the certificate in the platform's own record.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, select

from core.audit import PlatformAuditEntry, record, record_platform
from core.authority.resolve import Authority
from core.data_rights.leaving.exporting import EXPORTED
from core.data_rights.leaving.tables import Held, held, leaving_users
from core.data_rights.requests import folders
from core.db import authority_scope, db, platform_scope, utcnow
from core.files import disk
from core.hooks.values import Ref
from core.safeguarding.record import leaving as closed

FRESH: Final = timedelta(days=30)
REMOVING: Final = "authority.removing"
"""What the audit says last while rows go: what its own table keeps for good is let go after these words alone."""
REMOVED: Final = "authority.removed"


class RemovalRefused(Exception):
    """Nothing was removed; the message says why and what to do."""


def counted(authority: Authority) -> dict[str, int]:
    """How many rows of each table would go; changes nothing."""
    with authority_scope(authority.id):
        return {one.table: _count(one) for one in _going(authority, leaving_users(authority.id))}


def remove(authority: Authority, sha256: str) -> dict[str, int]:
    """Erase the council and return how many rows of each table went; raises RemovalRefused.

    Call it outside every scope, while nobody uses the council.
    """
    refuse_without_export(authority, sha256)
    with authority_scope(authority.id, write=True):
        going = _going(authority, leaving_users(authority.id))
        record(REMOVING, Ref("core", "authority", authority.id), detail={"export": sha256})
        gone = {one.table: _erase(one) for one in reversed(going)}
        closed.forget(authority)
        detail = {"rows": gone, "export": sha256}
        record(REMOVED, Ref("core", "authority", authority.id), detail=detail)
        record_platform(REMOVED, Ref("core", "authority", authority.id), detail=detail)
        db.session.commit()
    closed.drop_keys(authority)
    for place in (disk.root() / str(authority.id), folders.root() / str(authority.id)):
        shutil.rmtree(place, ignore_errors=True)
    _overwrite_what_was_freed()
    return gone


def refuse_without_export(authority: Authority, sha256: str) -> None:
    """Raise RemovalRefused unless the export with this hash was made here within 30 days."""
    made = select(PlatformAuditEntry.detail).where(
        PlatformAuditEntry.action == EXPORTED,
        PlatformAuditEntry.about_id == str(authority.id),
        PlatformAuditEntry.at >= utcnow() - FRESH,
    )
    with platform_scope(reason="look for a council's export"):
        hashes = {detail.get("sha256") for detail in db.session.scalars(made)}
    if sha256 not in hashes:
        raise RemovalRefused(
            "No export of this council with that hash was made in the last 30 days. Nothing was removed. Make one with "
            f"`heard authority export {authority.slug} --out FILE.zip`, and give the hash that it prints."
        )


def _going(authority: Authority, users: list[UUID]) -> list[Held]:
    return [one for one in held(authority.id, users) if not one.is_kept]


def _count(one: Held) -> int:
    asked = select(func.count()).select_from(one.model)
    return db.session.scalar(asked if one.where is None else asked.where(one.where)) or 0


def _erase(one: Held) -> int:
    asked: Any = delete(one.model).execution_options(synchronize_session=False)
    done: Any = db.session.execute(asked if one.where is None else asked.where(one.where))
    return int(done.rowcount)


def _overwrite_what_was_freed() -> None:
    """On SQLite, write the file anew without what was deleted; PostgreSQL's own upkeep does so by itself."""
    for file in _sqlite_files():
        with closing(connect(file)) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sqlite_files() -> Iterator[Path]:
    if db.engine.dialect.name == "sqlite" and db.engine.url.database:
        yield Path(db.engine.url.database)
