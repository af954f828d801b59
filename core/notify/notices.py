"""Every kind of message of this deployment: core's own, and those of the plugins, put together at start."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from flask import current_app

from core.notify.notice import Notice
from core.words import gettext_noop

EXTENSION = "heard_notices"
TEST = "notify.test"

CORE_NOTICES = (
    Notice(TEST, gettext_noop("This is a test message."), needs_agreement=False, digest=False),
    Notice("rights.received", gettext_noop("We have what you asked us."), needs_agreement=False),
    Notice("rights.ready", gettext_noop("Something that you asked for is ready."), needs_agreement=False),
    Notice("consent.asked", gettext_noop("We would like to ask you something.")),
    Notice("tasks.waiting", gettext_noop("There are tasks for you."), needs_agreement=False),
)


class NoticeFault(Exception):
    """A kind of message is declared twice, or one is asked for that nobody declared."""


class NoticeTable:
    """The kinds of messages by name; immutable after start."""

    def __init__(self, declared: Iterable[Notice]) -> None:
        self._by_name: dict[str, Notice] = {}
        for notice in declared:
            if notice.name in self._by_name:
                raise NoticeFault(f"{notice.name}: this notice is declared twice")
            self._by_name[notice.name] = notice

    def __getitem__(self, name: str) -> Notice:
        try:
            return self._by_name[name]
        except KeyError:
            raise NoticeFault(f"no room and no plugin declares the notice {name!r}") from None

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._by_name.values())

    def get(self, name: str) -> Notice | None:
        """The kind of that name, unless what declared it was removed."""
        return self._by_name.get(name)


def notices_of(plugins: Iterable[tuple[str, Iterable[Notice]]]) -> NoticeTable:
    """Core's kinds and the plugins' together, each with its owner; raises NoticeFault for a name given twice."""
    return NoticeTable([*CORE_NOTICES, *(replace(one, owner=owner) for owner, found in plugins for one in found)])


def notices() -> NoticeTable:
    """The kinds of the application that handles this request, command or job."""
    return cast(NoticeTable, current_app.extensions[EXTENSION])
