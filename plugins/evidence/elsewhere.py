"""What evidence shows on pages of others: on front and home pages, on records, and on the page of what is not ready."""

from datetime import timedelta
from typing import Any, Final

from flask import url_for

from core.api import (
    ZONE,
    Actor,
    Authority,
    HomeItem,
    HomePanel,
    Panel,
    ReadyIssue,
    Ref,
    db,
    gettext,
    gettext_noop,
    kept,
    local_today,
    reading,
    utcnow,
)
from plugins.evidence.models import Quote, Report, SignOff, Story
from plugins.evidence.stories import listing, shown
from plugins.evidence.visibility import WRITES_STORY

TITLE: Final = gettext_noop("What difference it made")
A_FEW: Final = 3
MOST: Final = 20
MAY_BE_SHOWN: Final = gettext_noop("Words of yours may be shown. Look at them, or take them back")
LONG: Final = timedelta(days=28)
QUOTABLE: Final = (("influence", "view"),)
"""Records whose words somebody may have agreed to show."""


def panels(actor: Actor, ref: Ref) -> list[Panel]:
    """The stories of a group; on words that were said, a way to keep them as a quote."""
    if (ref.plugin, ref.kind) == ("groups", "group"):
        cards = listing.of_group(ref.id, A_FEW)
        return [Panel(TITLE, "evidence/_cards.html", {"cards": cards}, 60)] if cards else []
    if (ref.plugin, ref.kind) in QUOTABLE and actor.can("evidence.write"):
        source = f"{ref.plugin}:{ref.kind}:{ref.id}"
        return [Panel("Show these words", "evidence/_keep_quote.html", {"source": source}, 90, "evidence.write")]
    return []


def home(authority: Authority) -> list[HomePanel]:
    """The newest stories, on the front page and on young people's home page."""
    cards = kept(authority, ("evidence.newest", reading(), local_today()), lambda: listing.public_stories(most=A_FEW))
    faces = ("young", "public")
    return [HomePanel(TITLE, "evidence/_cards.html", {"cards": cards}, 27, faces=faces)] if cards else []


def items(actor: Actor) -> list[HomeItem]:
    """Reports that wait for a signature, for those who sign."""
    if not actor.can("evidence.sign") or actor.person_id is None:
        return []
    mine = db.select(SignOff.report_id).where(SignOff.person_id == actor.person_id)
    waiting = db.select(Report.id, Report.title).where(
        Report.compiled_at.is_not(None),
        Report.signed_at.is_(None),
        Report.ends_on < local_today(),  # before its days are over nobody is asked
        Report.id.not_in(mine),
    )
    rows = db.session.execute(waiting.order_by(Report.ends_on.desc(), Report.id).limit(A_FEW))
    return [
        HomeItem("needs", f"Read and sign: {row.title}", url_for("evidence.report_desk", id=row.id), order=70)
        for row in rows
    ]


def shown_words(actor: Actor) -> list[HomeItem]:
    """To somebody whose words were cleared lately, that they may be shown, and where to take them back."""
    if actor.person_id is None:
        return []
    lately = db.select(Quote.cleared_at).where(Quote.person_id == actor.person_id, Quote.cleared_at > utcnow() - LONG)
    last = db.session.scalar(lately.order_by(Quote.cleared_at.desc()).limit(1))
    if last is None:
        return []
    on = last.astimezone(ZONE).date()
    return [HomeItem("changed", gettext(MAY_BE_SHOWN), url_for("evidence.my_words"), on=on, order=70)]


def ready(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Public stories that somebody in them does not agree to any more, and old ones that nobody has looked through."""
    if not actor.can("evidence.publish"):
        return []
    seen = db.select(Story.id, Story.title, Story.published_at).where(WRITES_STORY.criteria(actor, Story))
    public = db.session.execute(seen.where(Story.published_at.is_not(None)).order_by(Story.id)).all()
    hidden = shown.kept_back([row.id for row in public])
    old = seen.where(Story.published_at.is_(None), Story.unpublished_why == "", Story.made_at < utcnow() - LONG)
    waiting = db.session.execute(old.order_by(Story.made_at, Story.id).limit(MOST)).all()
    lost = [_issue(row, "is not shown any more", LOST) for row in public if row.id in hidden]
    return lost + [_issue(row, "was never looked through", WAITS) for row in waiting]


LOST: Final = "Somebody in it took their agreement back. Write it without them, or take it down."
WAITS: Final = "Look it through and publish it, or leave it to those who wrote it."


def _issue(row: Any, what: str, todo: str) -> ReadyIssue:
    url = url_for("evidence.story_desk", id=row.id)
    return ReadyIssue(f"The story “{row.title}” {what}", todo, url, "evidence.publish")
