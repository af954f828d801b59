"""Brings councils in the database to what their files declare: core's content first, then each plugin's."""

from collections.abc import Iterable

from core.authority import effective
from core.authority.apply import Owned, apply_all, register
from core.authority.load import LoadedAuthority
from core.authority.plan import Plan
from core.authority.resolve import Authorities
from core.db import authority_scope, db
from core.people.content import PeopleContent
from core.plugging.manifest import Plugin


def owned_by(council: LoadedAuthority, plugins: Iterable[Plugin]) -> list[Owned]:
    """Whose content the council's file declares, plugins in the order in which they lean on each other."""
    declared = council.content
    named = [Owned(plugin.name, declared[plugin.name]) for plugin in plugins if plugin.name in declared]
    return [Owned("core", PeopleContent.of(council.file)), *named]


def apply_council(
    councils: Authorities, council: LoadedAuthority, plugins: Iterable[Plugin], overwrite: bool = False
) -> dict[str, Plan]:
    """Register the council, apply all it declares, commit; returns what was done for each owner.

    Saved settings that a plugin no longer knows go out at the same time, each with a line in the audit trail.
    """
    register(council)
    found = councils.find(council.slug)
    assert found is not None  # registered in the line above
    plugins = tuple(plugins)
    with authority_scope(found.id, write=True):
        effective.drop_unknown(found, plugins)
        plans = apply_all(found, owned_by(council, plugins), overwrite)
        db.session.commit()
    return plans
