"""The comparison as everybody reads it, under /regions/<region>/compare/: only what is signed, one fixed menu.

A page of a quarter shows the releases up to that quarter. They never change, and so neither does the page: it is kept.
"""

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from core.api import ZONE, current_actor, day, fragment, page, public, public_page, releases, unchanging
from plugins.regional import words
from plugins.regional.blueprint import region_blueprint
from plugins.regional.charts import bars_of, columns_of
from plugins.regional.comparison import BREAKDOWNS, Compared, Told, quarter_words
from plugins.regional.opened import Opened, not_here, opened, release_of
from plugins.regional.tiles import tile_map

WHY = "released figures are for everybody (S0); a draft, a record or a council's own figure is on none of these pages"


@region_blueprint.get("/")
@public(WHY)
def latest(region: str) -> ResponseReturnValue:
    """On to the newest release; else plainly why there is none."""
    here = opened(region)
    newest = here.latest
    if newest is not None:
        return redirect(url_for(".overview", region=region, quarter=newest.document.quarter))
    return page("regional/none.html", face="public", region=here.region, why=here.why_none)


@region_blueprint.get("/<quarter>/")
@public(WHY)
@public_page
def overview(region: str, quarter: str) -> ResponseReturnValue:
    """Every indicator of one release: its question, its number and rate, and the quarters before."""
    here = opened(region)
    found = release_of(here, quarter)
    return page(
        "regional/overview.html",
        face="public",
        **_frame(here, found, "overview"),
        cards=unchanging(("regional.cards", *found.key), lambda: _cards(here, found)),
        councils=len(found.document.members),
    )


@region_blueprint.get("/<quarter>/councils")
@public(WHY)
@public_page
def councils(region: str, quarter: str) -> ResponseReturnValue:
    """Who takes part, as tiles and as a list; no council has a number of its own."""
    here = opened(region)
    found = release_of(here, quarter)
    members = frozenset(found.document.members)
    return page(
        "regional/councils.html",
        face="public",
        **_frame(here, found, "councils"),
        map=tile_map(here.region, here.councils, members),
        left=len(members - {str(one.id) for one in here.councils}),
    )


@region_blueprint.get("/<quarter>/how")
@public(WHY)
@public_page
def how(region: str, quarter: str) -> ResponseReturnValue:
    """How the figures are made, by which rules, and how to see that nobody has changed them."""
    here = opened(region)
    found = release_of(here, quarter)
    signed = next(one for one in releases.sign_offs(region) if one.document.quarter == quarter)
    return page(
        "regional/how.html",
        face="public",
        **_frame(here, found, "how"),
        rules=words.rules(found.document),
        signed=signed,
        signed_on=day(signed.signed_at.astimezone(ZONE).date()),
        members=here.names(found.document.members),
    )


@region_blueprint.get("/<quarter>/<name>/")
@public(WHY)
@public_page
def indicator(region: str, quarter: str, name: str) -> ResponseReturnValue:
    """One indicator: all together, each breakdown of the menu, the quarters before, and what is kept back and why."""
    here = opened(region)
    found = release_of(here, quarter)
    told = found.find(name) or not_here()
    return page(
        "regional/indicator.html",
        face="public",
        **_frame(here, found, ""),
        told=told,
        figures=unchanging(("regional.figures", name, *found.key), lambda: _figures(told)),
        members=here.names(told.members),
        kept_back=words.kept_back(told),
    )


def _frame(here: Opened, found: Compared, at: str) -> dict[str, Any]:
    """What every page of a release needs: where we are, its sisters, the other quarters up to this one."""
    quarter = found.document.quarter
    tabs = [
        (title, url_for(f".{name}", region=here.slug, quarter=quarter), name == at)
        for name, title in words.tabs().items()
    ]
    return {
        "region": here.region,
        "release": found,
        "quarter": quarter_words(quarter),
        "tabs": tabs,
        "before": [(quarter_words(one.quarter), one.quarter) for one in found.documents[-2::-1]],
        "signs": releases.may_sign(current_actor(), here.slug),
    }


def _cards(here: Opened, found: Compared) -> str:
    """Every indicator with its numbers and small pictures; those of which nothing can be shown stand below."""
    shown = [(told, _small(told)) for told in found.told]
    context = {
        "region": here.region,
        "release": found,
        "told": [pair for pair in shown if pair[1]],
        "silent": [told for told, pictures in shown if not pictures],
    }
    return fragment("regional/_cards.html", context)


def _figures(told: Told) -> str:
    """The blocks of one indicator, and its quarters."""
    over_time = [(one, columns_of(one, one.title)) for one in told.series]
    context = {"told": told, "blocks": _blocks(told), "over_time": over_time, "quarter_words": quarter_words}
    return fragment("regional/_figures.html", context)


def _small(told: Told) -> list[object]:
    """The small pictures of an indicator over the quarters, without those in which nothing can be shown."""
    return [picture for one in told.series if (picture := columns_of(one, one.title))]


def _blocks(told: Told) -> list[tuple[str, str, object, object]]:
    """For each breakdown: its key, heading, rows and picture."""
    return [
        (name, words.said(BREAKDOWNS[name]), rows, bars_of(told, rows, words.said(BREAKDOWNS[name])))
        for name, rows in told.tables.items()
    ]
