"""The influence map: from one thing that was said to what came of it, as a picture with a table beside it (M3)."""

from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from core.api import Ref, gettext_noop, page, public, public_page, sightings, signed_in
from plugins.influence.blueprint import blueprint
from plugins.influence.here import ask_or_404, council, not_here, or_not_here, reader, view_or_404
from plugins.influence.maps import inside, outside
from plugins.influence.maps.chart import Node, stations
from plugins.influence.maps.drawing import draw
from plugins.influence.tracker import story
from plugins.influence.tracker.public import is_shown_here

SAID = gettext_noop("Something that they said")


@blueprint.get("/map/<uuid:id>")
@signed_in("whoever said it, and those whom its own permission names")
def map(id: UUID) -> Response:
    """From one thing that was said, through each question made of it, to what changed."""
    found, actor = view_or_404(id), reader()
    if found.person_id and found.person_id != actor.person_id:
        sightings.saw(SAID, (found.person_id,), about=Ref("influence", "view", found.id))
    return _page(inside.of_view(found, actor), url_for("influence.view", id=id))


@blueprint.get("/asks/<uuid:id>/map")
@signed_in("staff, those who asked and those who must answer; the rule on the ask decides")
def ask_map(id: UUID) -> Response:
    """From one question to what changed, for those who see it."""
    found = ask_or_404(id)
    return _page(inside.of_ask(found, reader()), url_for("influence.ask", id=id))


@blueprint.get("/<int:number>/map")
@public("a public question's map says what its public page says")
@public_page
def public_map(number: int) -> Response:
    """From a public question to what changed."""
    if not is_shown_here():
        not_here()
    told: story.Story = or_not_here(story.tell(council(), number))
    return _page(outside.of_story(told), url_for("influence.public_ask", number=number), for_all=True)


def _page(root: Node, back: str, for_all: bool = False) -> Response:
    face = None if not for_all or "young_person" in reader().roles else "public"
    return page(
        "influence/map.html",
        face=face,  # type: ignore[arg-type]
        drawings={"ltr": draw(root), "rtl": draw(root, mirrored=True)},
        stations=stations(root),
        back=back,
    )
