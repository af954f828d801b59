"""One meeting's page, for whoever may see it: the rooms of the plugin each bring their part."""

from itertools import chain
from uuid import UUID

from werkzeug.wrappers import Response

from core.api import Ref, fragment, gettext, page, panels, public, safeguarding
from plugins.meetings import moments
from plugins.meetings.agenda import shown as what_about
from plugins.meetings.coming import shown as who_comes
from plugins.meetings.here import council, meeting_or_404, reader
from plugins.meetings.models import Meeting
from plugins.meetings.planning import shown as when_and_where
from plugins.meetings.practice import shown as safe_practice
from plugins.meetings.record import shown as what_happened
from plugins.meetings.rooms import Button, Part
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import PLANS
from plugins.meetings.vocabulary import KINDS

ROOMS = (when_and_where, what_about, who_comes, safe_practice, what_happened)


@blueprint.get("/<uuid:id>")
@public("a meeting is seen by whoever sees its group; each part says for itself what a stranger may read")
def meeting(id: UUID) -> Response:
    """When and where, what it is about, who comes, what happened."""
    found, actor = meeting_or_404(id), reader()
    shown = sorted(chain.from_iterable(room.parts(found, actor) for room in ROOMS), key=_order)
    buttons = sorted(chain.from_iterable(room.buttons(found, actor) for room in ROOMS), key=_order)
    return page(
        "meetings/meeting.html",
        meeting=found,
        group=found.group,
        kind=gettext(KINDS[found.kind]),
        when=moments.when_words(found.starts_at, found.minutes, "full"),
        buttons=buttons,
        may_plan=PLANS.allows(actor, found),
        parts=[_filled(part, found) for part in shown if not part.aside],
        aside=[_filled(part, found) for part in shown if part.aside],
        raise_url=safeguarding.raise_url(actor, about=Ref("meetings", "meeting", found.id)),
        panels=panels.record(council(), actor, Ref("meetings", "meeting", found.id)),
    )


def _order(thing: Part | Button) -> int:
    return thing.order


def _filled(part: Part, found: Meeting) -> tuple[str, str]:
    """The part's heading and its HTML."""
    return part.title, fragment(part.template, {"meeting": found} | dict(part.context))
