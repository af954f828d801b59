"""What the page for the public says: for each purpose the reason, the records, the time they are kept, the basis.

Said of a part that is switched off only while something is still stored in it (UK GDPR Art. 13 and 14).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from core.authority.resolve import Authority
from core.data_rights.register.catalogue import tables_of
from core.data_rights.register.reading import Entry, Line, register
from core.data_rights.retention.periods import RECORDS, TRIGGERS, Period, periods
from core.db import Base, db
from core.plugging.registry import Plugins
from core.web.languages import gettext, ngettext

SEALED = "audit"
"""Nothing can be taken out of the record of who did what: it names nobody once somebody is erased."""


@dataclass(frozen=True)
class Told:
    """One purpose as the public reads it."""

    entry: Entry
    records: tuple[str, ...]
    kept: tuple[str, ...]


def told(authority: Authority, plugins: Plugins) -> list[Told]:
    """Every purpose for which something is kept here; call inside the council's scope."""
    empty = _empty_parts(authority, plugins)
    times = periods(authority)
    entries = [_without(entry, empty) for entry in register(authority, plugins)]
    return [_told(entry, times) for entry in entries if entry.lines]


def period_words(period: Period) -> str:
    """How long and from when, in the reader's language."""
    years, months = divmod(period.months, 12)
    if months:
        length = ngettext("%(number)s month", "%(number)s months", period.months)
    else:
        length = ngettext("%(number)s year", "%(number)s years", years)
    if period.record == SEALED:
        return gettext("at least %(length)s %(from_when)s", length=length, from_when=gettext(TRIGGERS[period.trigger]))
    return gettext("%(length)s %(from_when)s", length=length, from_when=gettext(TRIGGERS[period.trigger]))


def _told(entry: Entry, times: Mapping[str, Period]) -> Told:
    lasts = [times[line.held.retention] for line in entry.lines if line.held.retention in times]
    lines = [f"{gettext(RECORDS[period.record])}: {period_words(period)}" for period in lasts]
    return Told(
        entry,
        tuple(dict.fromkeys(line.held.records for line in entry.lines)),
        tuple(dict.fromkeys(lines)),
    )


def _without(entry: Entry, empty: Collection[str]) -> Entry:
    lines: tuple[Line, ...] = tuple(line for line in entry.lines if line.held.owner not in empty)
    return replace(entry, lines=lines)


def _empty_parts(authority: Authority, plugins: Plugins) -> frozenset[str]:
    """Parts that are off and hold nothing."""
    off = {line.held.owner for entry in register(authority, plugins) for line in entry.lines if line.is_on is False}
    return frozenset(plugin.name for plugin in plugins if plugin.name in off and not _holds(tables_of(plugin)))


def _holds(tables: list[sa.Table]) -> bool:
    models = [mapper.class_ for mapper in Base.registry.mappers if mapper.local_table in tables]
    return any(db.session.scalar(sa.select(model.id).limit(1)) is not None for model in models)
