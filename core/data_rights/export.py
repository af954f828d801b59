"""A copy of everything held about one person (UK GDPR Art. 15): core's own and every installed plugin's.

Whether a plugin is switched on does not matter. A plugin that fails stops the whole export: half a copy
would be taken for a whole one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core import audit
from core.authority.resolve import Authority
from core.data_rights import holdings
from core.data_rights.subject import Subject
from core.hooks.dispatcher import Dispatcher
from core.hooks.values import ExportPart, Ref
from core.plugging.manifest import Plugin


class NothingHeld(Exception):
    """Nobody by that name or id is known in this council; nothing was written."""


@dataclass(frozen=True)
class Part:
    """One part of an export and whose it is: "core" or a plugin's title."""

    owner: str
    part: ExportPart


def gather(authority: Authority, subject: Subject, hooks: Dispatcher, plugins: Iterable[Plugin]) -> list[Part]:
    """Every part about the subject; raises NothingHeld or HookFailed. Notes in the audit trail that it was
    done.
    """
    found = [Part("core", part) for part in holdings.parts(subject)]
    for plugin in plugins:
        found += _of_plugin(authority, subject, hooks, plugin)
    if not found:
        raise NothingHeld("Nobody by that name or id is known here. Nothing was written.")
    audit.record("person.exported", _about(subject), detail={"parts": len(found)})
    return found


def _of_plugin(authority: Authority, subject: Subject, hooks: Dispatcher, plugin: Plugin) -> list[Part]:
    answers = [
        answer
        for person_id in subject.person_ids
        for answer in hooks.call_one(plugin.name, "person_export", authority, person_id=person_id)
    ]
    return [Part(plugin.title, answer) for answer in answers if answer.rows]


def _about(subject: Subject) -> Ref:
    if subject.person_ids:
        return Ref("core", "person", subject.person_ids[0])
    return Ref("core", "membership", subject.membership_ids[0])
