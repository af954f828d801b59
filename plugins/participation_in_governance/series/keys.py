"""Keys of series: what stands in their addresses, made from their titles."""

from core.api import db
from plugins.groups.api import free_slug
from plugins.participation_in_governance.models import Series

RESERVED = ("new",)


def free(title: str) -> str:
    """A key for this title that no series has yet."""
    return free_slug(title, [*RESERVED, *db.session.scalars(db.select(Series.key))])
