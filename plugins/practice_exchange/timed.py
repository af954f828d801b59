"""Four times an hour each council looks at its own side of the exchange; nothing crosses but what was offered.

What may not be told any more goes; workers hear of questions, of answers, and of copies that must be removed. Each is
told once, however often this runs.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from flask import url_for

from core.api import Authority, Every, Job, Notice, gettext_noop, holders_of, local_today, notify, offers, utcnow
from plugins.practice_exchange.here import chosen
from plugins.practice_exchange.personal import take_back_old
from plugins.practice_exchange.taking import reading
from plugins.practice_exchange.vocabulary import NAME, SOLVED

ASKED, ANSWERED, REMOVE = f"{NAME}.asked", f"{NAME}.answered", f"{NAME}.remove"
NOTICES = (
    Notice(ASKED, gettext_noop("Another council of your region has a question."), needs_agreement=False),
    Notice(ANSWERED, gettext_noop("Another council answered your council’s question."), needs_agreement=False),
    Notice(REMOVE, gettext_noop("Your council keeps a copy that must be removed."), needs_agreement=False),
)
WHO: Final = ("worker",)
LATELY: Final = timedelta(days=14)
MOST: Final = 50


def look(authority: Authority, payload: dict[str, Any]) -> None:
    """Take down what may not be told any more, and tell workers what is new."""
    offers.ask_again(authority, "source")
    take_back_old(authority, local_today())
    workers = list(holders_of(WHO))
    for copy, _ in reading.to_remove():
        notify.tell(workers, REMOVE, url_for("practice_exchange.copy", id=copy.id), key=f"remove:{copy.id}")
    for region in offers.regions_of(authority):
        _tell_of_questions(authority, region.slug, workers)


def _tell_of_questions(authority: Authority, region: str, workers: Iterable[UUID]) -> None:
    recent = offers.found(offers.Wanted(region, sort="question"), MOST).rows
    rows = [one for one in offers.standing(recent, NAME) if one.offered_at > utcnow() - LATELY]
    others = [one for one in rows if one.authority_id != authority.id and one.stage != SOLVED]
    for one in others if chosen(authority).tell_questions else ():
        notify.tell(workers, ASKED, _url(region, one.id), key=f"asked:{one.id}")
    own = [one.id for one in rows if one.authority_id == authority.id]
    for answer in offers.standing(offers.about(own, "answer"), NAME):
        if answer.authority_id != authority.id and answer.about_id is not None:
            notify.tell(workers, ANSWERED, _url(region, answer.about_id), key=f"answered:{answer.id}")


def _url(region: str, id: UUID) -> str:
    return url_for("practice_exchange.question", region=region, id=id)


JOBS = (
    Job("practice_exchange.look", look, every=Every(minutes=15), title="Look at what is shared with the region"),
)
