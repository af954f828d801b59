"""What people can be asked to agree to, declared by core and by plugins as data.

An agreement is not the lawful basis on which the council holds somebody's data: that is decided per purpose of
processing by the council (core/data_rights). A purpose that the council has not put into words cannot be asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from core.words import gettext_noop

EXTENSION = "heard_purposes"


class PurposeFault(Exception):
    """A purpose is declared twice or misnamed; the deployment does not start."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing to agree to: `name` begins with "core." or the plugin's name and a dot.

    `options` are the uses one can choose among, with their titles: saying yes to none of them is a no. `limits` are
    wishes that narrow a yes, such as a picture without a face; they hold as soon as one person has chosen them.
    `lasts` names the period of the council's file after which one is asked again.
    """

    name: str
    title: str
    about: str
    options: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    lasts: str = "ask_again_months"
    names_people: bool = False

    @property
    def choices(self) -> dict[str, str]:
        """Options and limits together, as a form shows them."""
        return {**self.options, **self.limits}


CORE_PURPOSES = (
    Purpose("core.take_part", gettext_noop("Taking part"), gettext_noop("Coming to groups, meetings and activities.")),
    Purpose(
        "core.photograph",
        gettext_noop("Photos"),
        gettext_noop("Being in photos, and what they may be used for."),
        {
            "group_only": gettext_noop("Only for the group"),
            "print": gettext_noop("Printed, such as posters and reports"),
            "online": gettext_noop("On the internet"),
        },
        {"face_free": gettext_noop("Only photos in which nobody can tell that it is me")},
        lasts="image_months",
    ),
    Purpose(
        "core.named",
        gettext_noop("My name"),
        gettext_noop("Being named beside what one said or did, where others can read it."),
        lasts="image_months",
    ),
    Purpose(
        "core.contact",
        gettext_noop("Messages"),
        gettext_noop("Being told about what happens, and in which way."),
        {
            "email": gettext_noop("E-mail"),
            "text": gettext_noop("Text message"),
            "phone": gettext_noop("Phone call"),
            "post": gettext_noop("Letter"),
        },
    ),
    Purpose(
        "core.share",
        gettext_noop("Sharing what I said"),
        gettext_noop("Passing on what one said to people who help."),
        {
            "my_worker": gettext_noop("My worker"),
            "team": gettext_noop("The team that helps me"),
            "anonymous": gettext_noop("Others, without my name"),
        },
        names_people=True,
    ),
    Purpose(
        "core.tell_later",
        gettext_noop("Hearing what came of it"),
        gettext_noop("Being told later what difference it made."),
    ),
)


class Purposes:
    """Every purpose of this deployment by name; immutable after start."""

    def __init__(self, declared: Iterable[Purpose]) -> None:
        self._by_name: dict[str, Purpose] = {}
        for purpose in declared:
            if "." not in purpose.name or purpose.name in self._by_name:
                raise PurposeFault(f"{purpose.name}: a purpose is named owner.what, and declared once")
            self._by_name[purpose.name] = purpose

    def __iter__(self) -> Iterator[Purpose]:
        return iter(self._by_name.values())

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Purpose:
        return self._by_name[name]

    def get(self, name: str) -> Purpose | None:
        """The purpose of this name, None where nobody declared one."""
        return self._by_name.get(name)


def purposes() -> Purposes:
    """The purposes of the application that handles this request or command."""
    return cast(Purposes, current_app.extensions[EXTENSION])
