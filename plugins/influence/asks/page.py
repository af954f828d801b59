"""One ask's page, for everybody whom it concerns: staff, those who asked, those who must answer.

The other rooms of the plugin each give a part; a part that has nothing for this reader gives None.
"""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from werkzeug.wrappers import Response

from core.api import Actor, Panel, Ref, fragment, gettext, page, panels, safeguarding, signed_in
from plugins.influence.answers import shown as answers
from plugins.influence.asks import sending, shown, wording
from plugins.influence.blueprint import blueprint
from plugins.influence.heard import shown as heard
from plugins.influence.here import ask_or_404, council, reader
from plugins.influence.maps import parts as came_of_it
from plugins.influence.models import Ask
from plugins.influence.papers import pages as papers
from plugins.influence.tracker import panels as publishing
from plugins.influence.visibility import FOLLOWS_ASK
from plugins.influence.vocabulary import STATUSES, TONES
from plugins.influence.voice import about

NOT_ASKED_YET = "why it rests on nothing is asked on the page for sending"
Part = Callable[[Ask, Actor], Panel | None]
PARTS: tuple[Part, ...] = (
    answers.part,
    publishing.part,
    came_of_it.of_ask,
    papers.part,
    heard.part,
    heard.telling_part,
)
"""What the other rooms show on the page, one line each; the order on the page is each panel's own."""


class Block(NamedTuple):
    """A part that was made into HTML."""

    title: str
    html: str


@blueprint.get("/asks/<uuid:id>")
@signed_in("staff, those who asked and those who must answer; the rule on the ask decides")
def ask(id: UUID) -> Response:
    """What is asked, what it rests on, who must answer, what happened."""
    found, actor = ask_or_404(id), reader()
    owners = shown.owners(found, actor)
    return page(
        "influence/ask.html",
        ask=found,
        state=gettext(STATUSES[found.status]),
        tone=TONES.get(found.status, "neutral"),
        about=about.titles(council(), wording.tags_of(found)),
        follows=FOLLOWS_ASK.allows(actor, found),
        missing=sending.missing(found, NOT_ASKED_YET) if wording.is_open(found) else [],
        quotes=shown.quotes(found, actor),
        how_many=shown.how_many(found),
        owners=owners,
        asked_now=[one.who for one in owners if one.state != "passed_on"],
        trail=shown.trail(found, actor, owners),
        parts=parts(found, actor),
        raise_url=safeguarding.raise_url(actor, about=Ref("influence", "ask", found.id)),
        panels=panels.record(council(), actor, Ref("influence", "ask", found.id)),
    )


def parts(ask: Ask, actor: Actor) -> list[Block]:
    """What the other rooms have for this reader, in order."""
    given = [panel for part in PARTS if (panel := part(ask, actor)) is not None]
    wanted = [panel for panel in given if panel.permission is None or actor.can(panel.permission)]
    in_order = sorted(wanted, key=lambda panel: panel.order)
    return [Block(panel.title, fragment(panel.template, {"ask": ask} | dict(panel.context))) for panel in in_order]
