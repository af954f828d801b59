"""What a photo may be used for, as one plain rule over what is known of it and of everybody on it (NC15).

Nothing is assumed: a photo on which not everybody is named may not be used at all, and a person who was not asked has
not agreed. A yes to print or online is also a yes to being shown in the group; nothing else follows from anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

PURPOSE = "core.photograph"
GROUP_ONLY, PRINT, ONLINE, FACE_FREE = "group_only", "print", "online", "face_free"
USES = {GROUP_ONLY: "Shown in the group", PRINT: "In print", ONLINE: "Online, where everybody can see it"}
COVERED_BY = {GROUP_ONLY: (GROUP_ONLY, PRINT, ONLINE), PRINT: (PRINT,), ONLINE: (ONLINE,)}
COVERED_GROUP = frozenset(COVERED_BY[GROUP_ONLY])
WITH_RECORD = "record"
"""The use of a drawing or a recording: with the record of a plugin that it belongs to, by whoever may read that."""
BELONGING = frozenset({"drawing", "audio"})
"""Kinds of files that are part of what somebody said: no right to see files opens them, only their record does."""
WITH_A_RECORD = BELONGING | {"document"}
"""Kinds that a record of a plugin can open for whoever may read it."""


def kept_safe(options: frozenset[str]) -> frozenset[str]:
    """What is left of a yes while somebody is protected: a picture outside the group could tell where they are."""
    shown = {GROUP_ONLY} if options & COVERED_GROUP else set()
    return frozenset(shown | (options & {FACE_FREE}))


@dataclass(frozen=True)
class Answers:
    """Who agrees to what at this moment: the people by option, and those who said no or took their yes back."""

    by_option: Mapping[str, frozenset[UUID]] = field(default_factory=dict)
    noes: frozenset[UUID] = frozenset()

    def agrees(self, person_id: UUID, use: str, face_free: bool) -> bool:
        """Say whether this person agrees to `use` of a photo on which faces can be recognised or (face_free) not."""
        if not any(person_id in self.by_option.get(option, ()) for option in COVERED_BY[use]):
            return False
        return face_free or person_id not in self.by_option.get(FACE_FREE, ())


@dataclass(frozen=True)
class Picture:
    """What the rule has to know of a photo: its people, and those among them who want it taken down."""

    people: frozenset[UUID]
    objecting: frozenset[UUID] = frozenset()
    all_named: bool = False
    face_free: bool = False
    is_gone: bool = False

    def missing(self, use: str, answers: Answers) -> frozenset[UUID]:
        """Those on it who do not agree to `use`."""
        return self.objecting | {one for one in self.people if not answers.agrees(one, use, self.face_free)}

    def may(self, use: str, answers: Answers) -> bool:
        """Say whether it may be used so now."""
        return self.all_named and not self.is_gone and not self.missing(use, answers)

    def is_refused(self, answers: Answers) -> bool:
        """Say whether somebody on it said no to photos, took their yes back, or wants this one taken down."""
        return bool(self.objecting or self.people & answers.noes)

    def may_at_all(self, answers: Answers) -> bool:
        """Say whether there is any use left."""
        return any(self.may(use, answers) for use in USES)
