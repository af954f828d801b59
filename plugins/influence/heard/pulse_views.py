"""Did we listen? The page on which young people say it about anything that they may see, and its panel there (W30)."""

from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from core.api import Actor, Link, Panel, Ref, db, gettext, gettext_noop, page, resolve, signed_in
from plugins.influence.blueprint import blueprint
from plugins.influence.heard import pulse
from plugins.influence.heard.forms import FACES, PulseForm
from plugins.influence.here import chosen, council, not_here, or_not_here, reader
from plugins.influence.vocabulary import PULSE

TITLE = gettext_noop("Did we listen?")
OWN = frozenset({"influence", "core"})


@blueprint.route("/listened/<plugin>/<kind>/<uuid:id>", methods=["GET", "POST"], endpoint="pulse")
@signed_in("young people who may see what it is about; its own rule decides")
def listened(plugin: str, kind: str, id: UUID) -> Response:
    """Four faces, and words if they like; everything can be skipped and changed for two weeks."""
    ref, actor = Ref(plugin, kind, id), reader()
    link = or_not_here(_link(ref, actor))
    if not (pulse.is_asked(actor) and pulse.is_open(link)):
        not_here()
    form, before = PulseForm(), pulse.own(ref, actor.person_id)
    if form.validate_on_submit() and actor.person_id:
        pulse.say(ref, actor.person_id, form.answers(), form.words.data or "")
        db.session.commit()
        flash(gettext("Thank you. You can change your answers for two weeks after it."), "success")
        return redirect(link.url)
    if before and not form.is_submitted():
        form.show(before)
    least = council().file.disclosure.inside
    return page("influence/pulse.html", form=form, link=link, names=tuple(PULSE), least=least)


def panels(actor: Actor, ref: Ref) -> list[Panel]:
    """After something took place: the question for young people, what came of it for everybody who sees its page."""
    link = _link(ref, actor)
    if link is None:
        return []
    if pulse.is_open(link) and pulse.is_asked(actor):
        done = pulse.own(ref, actor.person_id) is not None
        return [Panel(TITLE, "influence/_pulse.html", {"ref": ref, "asked": True, "done": done}, 40)]
    if not pulse.is_settled(link):
        return []
    found = pulse.results(ref, council().file.disclosure.inside)
    words = pulse.words_of(ref) if actor.can("influence.hear") else []
    if not words and all(one.face is None for one in found):
        return []
    shown = [(PULSE[one.name], FACES[str(one.face)] if one.face else None, one.face) for one in found]
    return [Panel(TITLE, "influence/_pulse.html", {"ref": ref, "asked": False, "found": shown, "words": words}, 40)]


def _link(ref: Ref, actor: Actor) -> Link | None:
    """What it is about, if it is something that took place and that this reader sees."""
    if ref.plugin in OWN or not actor.is_member or not chosen().pulse:
        return None
    found = resolve(council(), ref)
    return found if found is not None and found.on is not None else None
