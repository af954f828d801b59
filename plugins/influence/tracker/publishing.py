"""Publishing an ask, and taking it down: the only door through which anything of it reaches everybody.

A person looks at everything that would be shown. What could tell who somebody is must be ticked as looked at, one by
one; what fails consent, small numbers or the speaker's own permission is refused with the reason (NC11, NC14).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from core.api import Actor, Authority, db, disclosure, required_authority, utcnow
from plugins.groups.api import Group
from plugins.influence import trail
from plugins.influence.here import note
from plugins.influence.models import Answer, Ask, Promise, Proof
from plugins.influence.tracker import basis, boxes, public, quoting
from plugins.influence.tracker.boxes import Box, Item

__all__ = ["UNNAMED", "Look", "PublishRefused", "is_unnamed", "look", "publish", "unpublish", "why_not"]
NEVER: Final = "This council shows no questions to everybody. That is one of its settings; a local admin can change it."
NOT_SENT: Final = "It was not sent yet. Send it to those who must answer first."
TAKEN_BACK: Final = "The question was taken back. What was taken back is not shown to everybody."
HIDDEN_GROUP: Final = (
    "It comes from a hidden group: that there is such a group is not for everybody to know. Nothing was published."
)
UNNAMED: Final = (
    "Its group is not named to everybody, because belonging to it can tell something about somebody. They read “Young "
    "people”. Look that no word below names the group or tells of it."
)
NOTHING: Final = "Nothing was chosen. Write at least the question in one line as everybody should read it."
LONG: Final = "Make the question in one line shorter: 200 letters at most."
PROMISE_LONG: Final = "Make what is promised shorter: 400 letters at most."
WITHOUT_WORDS: Final = "You ticked something and left its words empty. Write what everybody should read, or untick it."
WHY: Final = "Say in a few words why it should not be public any more."
LIMITS: Final = {"public_title": (200, LONG), "public_what": (400, PROMISE_LONG)}


class PublishRefused(Exception):
    """Something that cannot be published, or not yet; `reasons` are plain sentences. Nothing was changed."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


class _NoGroup(NamedTuple):
    listing: str | None = None
    members_hidden: bool | None = None


@dataclass(frozen=True)
class Look:
    """One text under the eye: the box, and its public copy with what could tell who somebody is."""

    box: Box
    under: disclosure.Looked

    @property
    def copy(self) -> str:
        """What everybody would read."""
        return self.under.words

    @property
    def seen(self) -> tuple[disclosure.Seen, ...]:
        """What stands out in it."""
        return self.under.seen


@dataclass(frozen=True)
class Desk:
    """Everything of an ask as the desk shows it: items with whether they are chosen and their texts under the eye."""

    items: tuple[tuple[Item, bool, tuple[Look, ...]], ...]
    chosen: tuple[Item, ...] = field(default=())

    @property
    def unlooked(self) -> int:
        """How many flags of what is chosen nobody has ticked."""
        return sum(not seen.ticked for _, on, looks in self.items if on for one in looks for seen in one.seen)


def why_not(authority: Authority, ask: Ask) -> list[str]:
    """Why nothing of this ask can be public, whatever is cleared; empty where it can."""
    reasons = [
        (not public.is_shown_here(authority), NEVER),
        (ask.status == "draft", NOT_SENT),
        (ask.status == "withdrawn", TAKEN_BACK),
        (_group(ask).listing == "hidden", HIDDEN_GROUP),
    ]
    return [words for holds, words in reasons if holds]


def is_unnamed(ask: Ask) -> bool:
    """Whether a group asked that is not named where everybody reads."""
    group = _group(ask)
    return group.listing is not None and not public.may_be_named(group.listing, group.members_hidden)


def look(authority: Authority, ask: Ask, actor: Actor, typed: Mapping[str, Sequence[str]] | None = None) -> Desk:
    """What the desk shows `actor` of `ask`: as it stands, or as somebody `typed` it (lists of values by field name)."""
    found = boxes.items(authority, ask, actor)
    on = {item.key: item.shown if typed is None else item.key in typed.get("show", ()) for item in found}
    on[boxes.ASK] = True
    copies = {box.name: _copy(box, typed) for item in found for box in item.boxes}
    under = disclosure.looked_at(copies, frozenset(typed.get("looked", ()) if typed is not None else ()))
    shown = [
        (
            item,
            on[item.key] and bool(item.boxes),
            tuple(Look(box, under[box.name]) for box in item.boxes),
        )
        for item in found
    ]
    return Desk(tuple(shown), tuple(item for item, chosen, _ in shown if chosen))


def publish(ask: Ask, by: Actor, typed: Mapping[str, Sequence[str]], authority: Authority | None = None) -> Desk:
    """Show to everybody what was chosen of `ask`, as it was typed; flushes. Raises PublishRefused.

    `typed` holds "show" (keys of items), "looked" (keys of flags) and the copies by box name. Called again for a public
    ask it shows what is chosen now, and nothing else.
    """
    here = authority or required_authority()
    desk = look(here, ask, by, typed)
    if reasons := [*why_not(here, ask), *_faults(desk)]:
        raise PublishRefused(reasons)
    for item, on, looks in desk.items:
        _keep(item, on, looks)
    again = ask.published_at is not None
    ask.published_at, ask.unpublished_why = ask.published_at or utcnow(), ""
    db.session.flush()
    trail.happened(ask, "published", authority=here, by_id=by.person_id)
    seen = [one for _, on, looks in desk.items if on for each in looks for one in each.seen]
    note("published", ask, again=again, cleared=len(desk.chosen), looked_at=len(seen))
    basis.settled(ask, by)
    return desk


def unpublish(ask: Ask, why: str, by: Actor | None = None, authority: Authority | None = None) -> None:
    """Take `ask` down at once; what was cleared stays for another time; flushes. Without a why: PublishRefused."""
    if not why.strip():
        raise PublishRefused([WHY])
    if ask.published_at is None:
        return
    ask.published_at, ask.unpublished_why = None, why.strip()[:200]
    db.session.flush()
    trail.happened(ask, "unpublished", authority=authority, by_id=by.person_id if by else None)
    if by is not None:
        note("unpublished", ask)
        basis.settled(ask, by)


def _faults(desk: Desk) -> list[str]:
    """What is wrong with what was chosen: nothing cleared, words too long or missing, flags that nobody looked at."""
    reasons: list[str] = []
    title = next(one.copy for _, _, looks in desk.items for one in looks if one.box.column == "public_title")
    if not title:
        reasons.append(NOTHING)
    for item, on, looks in desk.items:
        if on and item.key != boxes.ASK and not any(one.copy for one in looks):
            reasons.append(WITHOUT_WORDS)
        reasons += [_too_long(one) for one in looks if on and _too_long(one)]
    if number := desk.unlooked:
        few = "One thing was not looked at yet." if number == 1 else f"{number} things were not looked at yet."
        reasons.append(f"{few} Each is marked: change it, or tick that nobody can be told from it.")
    return list(dict.fromkeys(reasons))


def _too_long(one: Look) -> str:
    most, words = LIMITS.get(one.box.column, (boxes.LONGEST, "Make the text shorter: 5,000 letters at most."))
    return words if len(one.copy) > most else ""


def _copy(box: Box, typed: Mapping[str, Sequence[str]] | None) -> str:
    if typed is None:
        return box.copy
    given = typed.get(box.name) or [""]
    return given[0].replace("\r\n", "\n").strip()


def _keep(item: Item, on: bool, looks: Iterable[Look]) -> None:
    """Keep the copies of what was chosen; what was not chosen is not public any more."""
    for one in looks:
        setattr(one.box.row, one.box.column, one.copy if on else "")
        if isinstance(one.box.row, Answer | Promise | Proof):
            one.box.row.cleared_at = utcnow() if on else None


def _group(ask: Ask) -> Any:
    """The listing of the group whose question it is and whether its members are hidden; of no group, both None."""
    query = db.select(Group.listing, Group.members_hidden).where(Group.id == ask.group_id)
    return db.session.execute(query).one_or_none() or _NoGroup()


public_quotes = quoting.public_quotes
