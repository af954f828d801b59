"""Who elects members of which group; a round of elections for several bodies; a by-election where a place fell free."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import db, local_today, page, public, public_page, requires
from plugins.groups.api import (
    TIE_RULES,
    Group,
    Refused,
    bodies_of,
    free_places,
    member_roles,
    plan_elections,
)
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.elected import reading, rules
from plugins.youth_voice.elected.forms import RoundForm
from plugins.youth_voice.elected.reading import Free
from plugins.youth_voice.here import chosen, group_or_404, or_not_here, reader
from plugins.youth_voice.shown import form_page
from plugins.youth_voice.visibility import KNOWS_PLACES

MAY = "youth_voice.elect"
NO_RULE = (
    "The council has not said yet what happens with a tie. Choose it here for this round, or once for all under the "
    "settings of this part. Without it nothing is set up."
)
NO_PLACE = "Nothing was set up: no school, group or service has a place that is free and that nobody is elected to yet."
DRAFTS = "Each is a draft. Start it on its own page; everybody can read the rules there beforehand."


@blueprint.get("/elected")
@public("which schools, groups and services elect to a listed group, and how many places are filled, is no secret")
@public_page
def elected() -> Response:
    """Every body that elects, with its places; to staff also the places that fell free."""
    elects = reading.elects(reader())
    may = reader().can(MAY)
    return page(
        "youth_voice/elected.html",
        elects=elects,
        free=reading.free(reader()) if reader().can("youth_voice.view") else [],
        may_elect=may,
        tie_rule=TIE_RULES.get(chosen().tie_rule, ""),
        term_months=chosen().term_months,
        least=chosen().by_election_least,
    )


@blueprint.route("/elected/<key>/round", methods=["GET", "POST"])
@requires(MAY)
def new_round(key: str) -> Response:
    """Set up one election for each chosen body; sent twice, each is made once."""
    group, form = group_or_404(key, KNOWS_PLACES), RoundForm()
    _offer(group, form)
    if not form.bodies.choices:
        flash(NO_PLACE, "warning")
        return redirect(url_for("youth_voice.elected"))
    if not form.is_submitted():
        _suggest_term(form)
    elif form.validate() and _set_up(group, form, by_election=False):
        return redirect(url_for("groups.elections", key=key))
    return form_page(form, f"A round of elections to {group.name}", _back(), lede=DRAFTS, notes=_notes())


@blueprint.route("/elected/<key>/by-election", methods=["GET", "POST"])
@requires(MAY)
def by_election(key: str) -> Response:
    """Set up a by-election to the place of ?body= that fell free, for what is left of its term."""
    group, form = group_or_404(key, KNOWS_PLACES), RoundForm()
    one = or_not_here(_free(key, request.args.get("body", "")))
    _offer(group, form)
    form.bodies.choices = [choice for choice in form.bodies.choices if choice.value == str(one.constituency_id)]
    form.free = {str(one.constituency_id): one.vacancy.places}
    if not form.is_submitted():
        form.bodies.data, form.role.data = [str(one.constituency_id)], one.vacancy.role
        form.term_from.data, form.term_to.data = local_today(), one.vacancy.term_to
    elif form.validate() and _set_up(group, form, by_election=True):
        return redirect(url_for("groups.elections", key=key))
    return form_page(form, f"By-election: {one.vacancy.body}", _back(), lede=DRAFTS, notes=_notes())


def _offer(group: Group, form: RoundForm) -> None:
    form.offer(bodies_of(group), free_places(group), member_roles())
    if not form.is_submitted() and chosen().tie_rule in TIE_RULES:
        form.tie_rule.data = chosen().tie_rule


def _suggest_term(form: RoundForm) -> None:
    today = local_today()
    form.term_from.data, form.term_to.data = today, rules.term_end(today, chosen().term_months)


def _set_up(group: Group, form: RoundForm, by_election: bool) -> bool:
    try:
        made = plan_elections(group, form.plan(by_election), form.places(), form.record_id)
    except Refused as why:
        db.session.rollback()
        form.form_errors.append(str(why))
        return False
    except ValueError as no_such_time:
        form.form_errors.append(str(no_such_time))
        return False
    db.session.commit()
    number = "1 election is" if len(made) == 1 else f"{len(made)} elections are"
    flash(f"{number} set up as drafts. Nothing has started yet: start each on its page.", "success")
    return True


def _free(key: str, body: str) -> Free | None:
    found = reading.free(reader())
    return next((one for one in found if one.group_key == key and str(one.vacancy.organisation_id) == body), None)


def _notes() -> list[str]:
    return [] if chosen().tie_rule in TIE_RULES else [NO_RULE]


def _back() -> tuple[str, str]:
    return "Elections", url_for("youth_voice.elected")
