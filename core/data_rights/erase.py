"""Erase one person (UK GDPR Art. 17): every installed plugin's records first, then core's own; all of it or
nothing.

A plugin that has a legal reason to keep something says so, and then the record stays as an empty one that
names nobody. The audit trail keeps ids. Doing it twice finds nothing the second time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import inspect

from core import audit
from core.authority.resolve import Authority
from core.data_rights import own_records
from core.data_rights.retention import holds
from core.data_rights.subject import Subject
from core.db import db
from core.hooks.dispatcher import Dispatcher
from core.hooks.values import Erased, Ref
from core.people.links import PersonLink, movable_links
from core.plugging.manifest import Plugin


class EraseRefused(Exception):
    """Nothing was erased; the message says why and what to do."""


@dataclass(frozen=True)
class Line:
    """What became of one kind of record, and whose it is: "core" or a plugin's title."""

    owner: str
    erased: Erased


def erase(
    authority: Authority, subject: Subject, hooks: Dispatcher, plugins: Sequence[Plugin], apply: bool
) -> list[Line]:
    """Erase the subject, or with `apply` false say what would go; leaves the commit to the caller.

    Raises EraseRefused, or HookFailed when a plugin fails: roll back then.
    """
    _refuse_if_held(subject)
    lines = [line for plugin in reversed(plugins) for line in _by_plugin(authority, subject, hooks, plugin, apply)]
    kept = any(line.erased.kept_because and line.erased.count for line in lines)
    if apply:
        db.session.flush()
        _refuse_if_left(subject, plugins, kept)
    lines += [Line("core", erased) for erased in own_records.erase(subject, apply, keep_empty=kept)]
    found = [line for line in lines if line.erased.count]
    if apply and found:
        _write_down(subject, found)
    return found


def refuse_uninstalled(names: Iterable[str]) -> None:
    """Raise EraseRefused while tables of plugins that are no longer installed remain: nobody could empty
    them.
    """
    if left := ", ".join(sorted(names)):
        raise EraseRefused(
            f"Tables of plugins that are not installed remain: {left}. They may hold data about this person. "
            "Nothing was erased. Install them again, or remove their data with `heard plugin remove`."
        )


def _by_plugin(authority: Authority, subject: Subject, hooks: Dispatcher, plugin: Plugin, apply: bool) -> list[Line]:
    return [
        Line(plugin.title, answer)
        for person_id in subject.person_ids
        for answer in hooks.call_one(plugin.name, "person_erase", authority, person_id=person_id, apply=apply)
    ]


def _refuse_if_held(subject: Subject) -> None:
    if hold := holds.stopping(subject.person_ids):
        until = f"until the end of {hold.until.day} {hold.until:%B %Y}" if hold.until else "until it is ended"
        raise EraseRefused(
            f"A legal hold says that nothing about this person may be deleted, {until}. Nothing was erased. "
            "The data protection officer can end the hold."
        )


def _refuse_if_left(subject: Subject, plugins: Iterable[Plugin], kept: bool) -> None:
    """A plugin that says nothing is kept has left no row that points at the person."""
    if kept:
        return
    tables: set[str] = {inspect(model).local_table.name for plugin in plugins for model in plugin.tables}
    for link in movable_links():
        if link.table in tables and any(_points_at(link, one) for one in subject.person_ids):
            raise EraseRefused(
                f"The table {link.table} still holds records of this person although its plugin said it had "
                "finished. Nothing was erased. Its author can put it right."
            )


def _points_at(link: PersonLink, person_id: UUID) -> bool:
    return db.session.scalars(link.rows_of(person_id).limit(1)).first() is not None


def _write_down(subject: Subject, lines: list[Line]) -> None:
    counts = {f"{line.owner}: {line.erased.kind}": line.erased.count for line in lines}
    for person_id in subject.person_ids:
        audit.record("person.erased", Ref("core", "person", person_id), detail=counts)
    if not subject.person_ids:
        for one in subject.membership_ids:
            audit.record("person.erased", Ref("core", "membership", one), detail=counts)
