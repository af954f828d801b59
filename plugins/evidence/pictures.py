"""Pictures that stand in a story or a report: shown while everybody on them agrees, in pages and papers alike."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Ref, files

ONLINE = "online"


class Picture(NamedTuple):
    """A picture that may be shown now: its address, what is read out in its place, and where it is used."""

    url: str
    words: str
    use: Any

    def content(self) -> bytes | None:
        """Its bytes for a paper, None where they are not there."""
        return files.printed(self.use)


def shown_at(about: Ref) -> list[Picture]:
    """The pictures of a record that everybody on them agrees to show at this moment, the oldest first."""
    uses = files.shown_at(about, (ONLINE,))
    words = files.captions(uses)
    return [Picture(files.url(use.file_id), words.get(use.file_id, ""), use) for use in uses]


def choose(about: Ref, wanted: Collection[UUID], by_user_id: UUID | None) -> list[str]:
    """Let these pictures stand there and no others; gives why one of them cannot, in plain sentences; flushes."""
    held = {use.file_id: use for use in files.shown_at(about, (ONLINE,))}
    for file_id, use in held.items():
        if file_id not in wanted:
            files.end_use(use, by_user_id=by_user_id)
    refused = []
    for file_id in wanted:
        if file_id not in held:
            try:
                files.put_to_use(file_id, ONLINE, about=about, by_user_id=by_user_id)
            except files.NotUsable as error:
                refused.append(str(error))
    return refused


def offered(about: Ref) -> Sequence[tuple[files.Choice, bool]]:
    """Photos that may be shown online, with whether they stand there now."""
    held = {use.file_id for use in files.shown_at(about, (ONLINE,))}
    return [(choice, choice.id in held) for choice in files.choices(ONLINE)]
