"""Beside the answers on an ask's page: what those who asked think of them, who was told, and who could not be."""

from collections import Counter
from collections.abc import Sequence
from textwrap import shorten
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, Panel, consent, db, gettext, gettext_noop
from plugins.influence.heard import verdicts
from plugins.influence.heard.telling import TELL_LATER
from plugins.influence.here import council
from plugins.influence.models import Ask, AskView, Told, Verdict, View
from plugins.influence.visibility import FOLLOWS_ASK, READS_VIEW
from plugins.influence.vocabulary import STATUSES, VERDICTS

LONGEST = 80  # characters of what was said, by which staff know it
TITLE = gettext_noop("What those who asked say")
WHY_NOT = {
    "said_no": "did not say that they wish to hear later",
    "no_way": "left no way to reach them",
    "taken_back": "took back what they said",
}
HOW = {
    "message": "by message",
    "guest": "by text message or e-mail",
    "page": "by looking with their code",
    "in_person": "face to face",
}


class Spoken(NamedTuple):
    """One verdict with its words, as a reader may see it: nobody's name."""

    who: str
    verdict: str
    words: str
    about: str
    earlier: bool


class Untold(NamedTuple):
    """One view whose people were not told of the last change; `id` only where this reader may open it."""

    id: UUID | None
    who: str
    why: str


def part(ask: Ask, actor: Actor) -> Panel | None:
    """What they say beside what the adults say; nothing before there is an answer."""
    if ask.status not in verdicts.JUDGED and not verdicts.of_ask(ask):
        return None
    mine = verdicts.By(person_id=actor.person_id)
    context = {
        "claim": gettext(STATUSES[ask.status]),
        "counts": verdicts.shown_inside(ask),
        "words": spoken(ask, actor),
        "can_judge": ask.status in verdicts.JUDGED and verdicts.asked(ask, actor),
        "mine": verdicts.last_of([ask.id], mine).get(ask.id),
        "types_in": actor.can("influence.ask") and ask.group_id is not None and ask.status in verdicts.JUDGED,
        "verdicts": VERDICTS,
    }
    return Panel(TITLE, "influence/_verdicts.html", context, 25)


def telling_part(ask: Ask, actor: Actor) -> Panel | None:
    """For staff: how those who asked heard of the last change, and who is still to be told."""
    if not (actor.can("influence.hear") and FOLLOWS_ASK.allows(actor, ask)):
        return None
    rows = _last_told(ask)
    if not rows:
        return None
    told = Counter(row.how for row in rows if row.how)
    context = {
        "told": [(HOW[how], number) for how, number in sorted(told.items())],
        "untold": untold(ask, actor, rows),
        "why_counts": [(WHY_NOT[why], number) for why, number in _whys(rows)],
    }
    return Panel("Who heard of it", "influence/_told.html", context, 80)


def spoken(ask: Ask, actor: Actor) -> list[Spoken]:
    """The words that this reader may read, the latest first; what was said before stays beside it."""
    latest = {row.id for row in verdicts.standing(ask).values()}
    return [_spoken(row, row.id not in latest) for row in verdicts.words_for(ask, actor)]


def untold(ask: Ask, actor: Actor, rows: Sequence[Told]) -> list[Untold]:
    """Whose views this reader may open among those who were not told and can still be told face to face.

    Who said that they do not wish to hear is left in peace; who was never asked is not.
    """
    wanted = {row.view_id: row for row in rows if row.why_not in ("said_no", "no_way")}
    refused = _refused({row.person_id for row in wanted.values() if row.person_id})
    seen = db.select(View.id, View.words, View.by_words, View.said_on, View.person_id).where(
        View.id.in_(wanted), READS_VIEW.criteria(actor, View)
    )
    found = db.session.execute(seen.order_by(View.said_on, View.id)) if wanted else ()
    return [
        Untold(row.id, _which(row), WHY_NOT[wanted[row.id].why_not])
        for row in found
        if row.person_id is None or row.person_id not in refused
    ]


def _which(row: Any) -> str:
    """How staff know one view among several: who spoke, what was said, else the day."""
    words = f"“{shorten(row.words, LONGEST, placeholder='…')}”" if row.words else ""
    return ": ".join(one for one in (row.by_words, words) if one) or f"Said on {row.said_on:%-d %B %Y}"


def _refused(person_ids: set[UUID]) -> set[UUID]:
    found = consent.standings(person_ids, TELL_LATER)
    return {one for one, standing in found.items() if standing.state in ("refused", "withdrawn")}


def _whys(rows: Sequence[Told]) -> list[tuple[str, int]]:
    """How many were not told, by reason: numbers that are great enough to show."""
    least = council().file.disclosure.inside
    counted = Counter(row.why_not for row in rows if row.why_not)
    return [(why, number) for why, number in sorted(counted.items()) if number >= least]


def _last_told(ask: Ask) -> Sequence[Told]:
    """Who was told of the last change of which anybody is told."""
    last = db.select(Told.change_id).where(Told.ask_id == ask.id).order_by(Told.made_at.desc(), Told.id).limit(1)
    change_id = db.session.scalar(last)
    return db.session.scalars(db.select(Told).where(Told.change_id == change_id)).all() if change_id else []


def _spoken(row: Verdict, earlier: bool) -> Spoken:
    who = gettext("The group, together") if row.group_id else gettext("Somebody who asked")
    about = gettext(STATUSES[row.on_status]) if row.on_status in STATUSES else ""
    return Spoken(who, gettext(VERDICTS[row.verdict]), row.words, about, earlier)


def told_in_person(ask: Ask, view: View, by_id: UUID | None) -> int:
    """Write down that whoever said `view` was told face to face; how many changes that covers."""
    link = db.select(AskView.id).where(AskView.ask_id == ask.id, AskView.view_id == view.id)
    if db.session.scalar(link) is None:
        return 0
    open_ones = db.select(Told).where(Told.ask_id == ask.id, Told.view_id == view.id, Told.how == "")
    rows = db.session.scalars(open_ones.where(Told.why_not != "taken_back")).all()
    for row in rows:
        row.how, row.why_not, row.by_id = "in_person", "", by_id
    db.session.flush()
    return len(rows)
