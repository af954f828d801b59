"""Publishing a story and taking it down: the only door through which anything of it reaches everybody.

A person looks at every text; what could tell who somebody is must be ticked as looked at, and what is missing or names
somebody who does not want it is refused with what to change (NC1, NC22, NC44).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from core.api import Ref, db, disclosure, offers, required_authority, utcnow
from plugins.evidence import pictures
from plugins.evidence.here import chosen, note
from plugins.evidence.models import Figure, Story, StoryPart
from plugins.evidence.quotes.shown import real_names
from plugins.evidence.stories import keeping, people, shown
from plugins.evidence.stories.shape import slots
from plugins.groups.api import Group

NEVER: Final = "This council shows no stories to everybody. That is one of its settings; a local admin can change it."
NO_CONTACT: Final = "It names nobody who can be asked about it. Change the story and choose a contact."
HIDDEN_GROUP: Final = (
    "It is of a hidden group: that there is such a group is not for everybody to know. Nothing was published."
)
WITHDRAWN: Final = "Somebody in it does not agree any more: %s. Write it without them, and take them out of the story."
REAL_NAME: Final = "The own name “%s” stands in “%s”. Write “%s” in its place."
WHY: Final = "Say in a few words why it should not be public any more."
NO_TITLE: Final = "It has no title. Write what it is called."
COUNT: Final = "What is counted"
LONG: Final = "Make the title, or what is counted, shorter: 200 letters at most."


class PublishRefused(Exception):
    """Something that cannot be published, or not yet; `reasons` are plain sentences. Nothing was changed."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


class Text(NamedTuple):
    """One text of a story: its name on the desk, its heading, the row and the two columns it stands in."""

    name: str
    label: str
    row: Any
    column: str
    public: str


class Desk(NamedTuple):
    """Every text of a story under the eye."""

    looks: Sequence[tuple[Text, disclosure.Looked]]

    @property
    def unlooked(self) -> int:
        """How many things nobody has ticked."""
        return sum(one.unlooked for _, one in self.looks)


def look(story: Story, typed: Mapping[str, str] | None = None, ticks: Collection[str] = ()) -> Desk:
    """The texts as they would be read: as they are written, or as somebody `typed` them on the desk."""
    texts = texts_of(story)
    words = {one.name: _words(one, typed) for one in texts}
    under = disclosure.looked_at(words, ticks)
    return Desk([(one, under[one.name]) for one in texts])


def texts_of(story: Story) -> list[Text]:
    """Everything written of a story, in the order in which a reader meets it."""
    rows = {(row.part, row.audience): row for row in keeping.parts_of(story.id)}
    found = [
        Text("title", "What it is called", story, "title", "public_title"),
        Text("summary", "In two sentences", story, "summary", "public_summary"),
    ]
    held = [(slot, rows[slot.part, slot.audience]) for slot in slots() if (slot.part, slot.audience) in rows]
    found += [Text(slot.name, slot.label, row, "words", "public_words") for slot, row in held]
    return found + [Text(f"count.{row.position}", COUNT, row, "title", "title") for row in keeping.figures_of(story.id)]


def missing(story: Story, desk: Desk | None = None) -> list[str]:
    """What has to be written before the story can be published, each with what to do; `desk`: as somebody typed it."""
    under = desk or look(story)
    told = {text.name for text, one in under.looks if one.words}
    needed = [slot for slot in slots() if slot.needed]
    same = {slot.title: [one.name for one in slots() if one.part == slot.part] for slot in needed}
    empty = [title for title, names in same.items() if not told & set(names)]
    reasons = [f"Nothing is written under “{title}”. Change the story and write it." for title in empty]
    reasons += [] if "title" in told else [NO_TITLE]
    if chosen().needs_contact and story.contact not in {one.key for one in required_authority().file.contacts}:
        reasons.append(NO_CONTACT)
    return reasons


def kept_back(story: Story) -> list[str]:
    """Why the story may not be shown now, whatever is written in it; empty where it may."""
    listing = db.session.scalar(db.select(Group.listing).where(Group.id == story.group_id))
    rows = people.of_story(story.id)
    shares, named = shown.agreements(row.person_id for row in rows if row.person_id)
    gone = [row.name for row in rows if not shown.may_tell(row, shares, named)]
    reasons = [(not chosen().publish, NEVER), (listing == "hidden", HIDDEN_GROUP)]
    return [words for holds, words in reasons if holds] + ([WITHDRAWN % ", ".join(gone)] if gone else [])


def publish(story: Story, typed: Mapping[str, str], ticks: Collection[str]) -> None:
    """Show the story to everybody as it was typed; flushes. Raises PublishRefused with everything in the way."""
    desk = look(story, typed, ticks)
    if reasons := [*missing(story, desk), *kept_back(story), *_faults(story, desk)]:
        raise PublishRefused(reasons)
    for row in _all_parts(story):
        row.public_words = ""
    for text, one in desk.looks:
        setattr(text.row, text.column, one.words)
        setattr(text.row, text.public, one.words)
        if isinstance(text.row, Figure):
            text.row.cleared_at = utcnow()
    story.pictures = len(pictures.shown_at(Ref("evidence", "story", story.id)))
    story.published_at, story.unpublished_why = story.published_at or utcnow(), ""
    db.session.flush()
    note("story_published", story, looked_at=sum(len(one.seen) for _, one in desk.looks))


def unpublish(story: Story, why: str) -> None:
    """Take it down at once; flushes. Without a why: PublishRefused."""
    if not why.strip():
        raise PublishRefused([WHY])
    story.published_at, story.unpublished_why = None, why.strip()[:200]
    db.session.flush()
    offers.ask_again(required_authority(), "source")
    note("story_unpublished", story)


def _faults(story: Story, desk: Desk) -> list[str]:
    """What is wrong with the words: somebody's own name, a title too long, things that nobody looked at."""
    found = [*_own_names(story, desk)]
    if any(text.column == "title" and len(one.words) > 200 for text, one in desk.looks):
        found.append(LONG)
    if number := desk.unlooked:
        few = "One thing was not looked at yet." if number == 1 else f"{number} things were not looked at yet."
        found.append(f"{few} Each is marked: change it, or tick that nobody can be told from it.")
    return found


def _own_names(story: Story, desk: Desk) -> list[str]:
    """Own names of people who are in the story under another one, and where each stands."""
    rows = [row for row in people.of_story(story.id) if row.person_id is not None and not row.is_named]
    names = people.own_names([row.person_id for row in rows if row.person_id])
    return [
        REAL_NAME % (word, text.label, row.name)
        for row in rows
        for text, one in desk.looks
        for word in real_names(names.get(row.person_id, "") if row.person_id else "", one.words)
        if word.casefold() not in row.name.casefold().split()
    ]


def _words(one: Text, typed: Mapping[str, str] | None) -> str:
    given = getattr(one.row, one.column) if typed is None else typed.get(one.name, getattr(one.row, one.column))
    return str(given).replace("\r\n", "\n").strip()


def _all_parts(story: Story) -> Sequence[StoryPart]:
    return keeping.parts_of(story.id)
