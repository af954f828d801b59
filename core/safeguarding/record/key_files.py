"""What an operator should know of the files of keys: who can read them, whether one is lost. Nothing of any case."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.safeguarding.models import CaseSeal
from core.safeguarding.record import keys, seal_file

OTHERS: Final = 0o077  # bits of a file's mode that let anybody but its owner in
MODE: Final = 0o777
LOST: Final = (
    "{file}: the keys that {council} used before are not there. What was sealed with them cannot be opened; what "
    "comes in now is taken in under new keys. Bring the old ones back from their back-up: "
    "heard safeguarding return-keys FILE --authority {slug}"
)
OPEN: Final = "{file}: others than its owner can read it (mode {mode:o}). Run: chmod {right:o} {file}"
BROKEN: Final = (
    "{file}: the file of keys of {council} cannot be read, and nothing can be taken in at this council but into the "
    "spool. Put it right from its back-up, or move it away: then new keys are made, and return-keys brings the old back"
)


def open_to_others(folder: Path) -> Iterator[str]:
    """A line for the folder and each file in it that others can read; costs a look into the folder."""
    if not folder.is_dir():
        return
    for place, right in ((folder, 0o700), *((one, 0o600) for one in sorted(folder.iterdir()) if one.is_file())):
        mode = place.stat().st_mode & MODE
        if mode & OTHERS:
            yield OPEN.format(file=place, mode=mode, right=right)


def faulty(authority: Authority) -> Iterator[str]:
    """A line where the council's file is lost or broken. The seals tell that it was used: every council has them."""
    file, said = keys.file_of(authority.id), {"council": authority.name, "slug": authority.slug}
    try:
        own = keys.read_file(file)
        if not _made(authority, own):
            yield LOST.format(file=file, **said)
    except FileNotFoundError:
        if seal_file.place(authority.id).exists() or _newest(authority) is not None:
            yield LOST.format(file=file, **said)
    except (OSError, ValueError, KeyError):
        yield BROKEN.format(file=file, **said)


def _made(authority: Authority, own: keys.Keys) -> bool:
    """Say whether the newest seal was made with these keys; True where nothing was sealed yet."""
    found = _newest(authority)
    return found is None or own.is_mark(found.mark, *seal_file.parts(authority.id, found))


def _newest(authority: Authority) -> Any:
    columns = (CaseSeal.number, CaseSeal.root, CaseSeal.mark)
    with authority_scope(authority.id):
        return db.session.execute(select(*columns).order_by(CaseSeal.number.desc()).limit(1)).one_or_none()
