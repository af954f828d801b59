"""What a reference to any plugin's record is called and where it is, for whoever is looking."""

from core.authority.effective import switched_on
from core.authority.resolve import Authority
from core.hooks.values import Link, Ref
from core.web.house import house


def resolve(authority: Authority, ref: Ref) -> Link | None:
    """Title and address of the record; None where it is not there, the viewer may not see it, or its plugin is off."""
    if ref.plugin != "core" and ref.plugin not in switched_on(authority):
        return None
    return house().plugins.resolve(ref)
