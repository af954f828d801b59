"""Files that a case keeps exactly as they were given out, sealed under its key, beside its enclosures.

    HEARD_DATA/safeguarding/<council>/<case>/<name>
"""

import shutil
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from core.db import current_authority_id
from core.safeguarding.record import enclosures, keys


def put(case: Any, name: str, content: bytes) -> None:
    """Seal a file; its bytes and its name are on the disk when this returns. The same name again is another content."""
    enclosures.seal(folder(case) / name, _box(case).encrypt(content))


def get(case: Any, name: str) -> bytes:
    """The exact bytes; raises OSError where they are gone and keys.Unreadable where they do not open."""
    return keys.opened_with(_box(case), (folder(case) / name).read_text())


def destroy(case: Any) -> None:
    """Take all files of a case from the disk, as the law asks for."""
    shutil.rmtree(folder(case), ignore_errors=True)


def folder(case: Any) -> Path:
    """Where the files of a case lie."""
    return enclosures.root() / str(current_authority_id()) / str(case.id)


def _box(case: Any) -> Fernet:
    return Fernet(keys.of(current_authority_id()).opened(case.sealed_key))
