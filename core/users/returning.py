"""Where to go after signing in: only ever to a page of the same council on this site."""

from urllib.parse import unquote, urlsplit

NOT_AGAIN = ("sign-in", "sign-out", "join")


def safe_next(wanted: str | None, prefix: str) -> str | None:
    """Return `wanted` if it is a path below `prefix` (such as `/ashdown/`) on this origin, else None.

    Refused: other origins in every spelling that browsers accept, backslashes, control characters, and paths
    that climb out of the council by dots, encoded or not.
    """
    if not wanted or not wanted.startswith(prefix) or any(sign < "!" or sign in "\\\x7f" for sign in wanted):
        return None
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(unquote(parts.path))
    segments = path.split("/")
    climbs = "\\" in path or ".." in segments or "." in segments or "//" in path
    first = path.removeprefix(prefix).split("/")[0]
    return None if climbs or first in NOT_AGAIN else wanted
