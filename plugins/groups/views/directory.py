"""The public side: find a group, read about it. Nobody has to sign in, and nothing asked here is kept."""

from typing import Any, Literal

from flask import request
from werkzeug.wrappers import Response

from core.api import page, public, public_page
from plugins.groups import directory, facts
from plugins.groups.here import chosen, group_called, not_here, reader
from plugins.groups.rules import ages_words
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_MEMBERS
from plugins.groups.vocabulary import ACCESS, KINDS, PARTICIPANTS, UMBRELLAS

AT_ONCE = 60


@blueprint.get("/")
@public("anyone may find a group that is for them (W34)")
@public_page
def find() -> Response:
    """Find a group for me: by age, place, interest and what I need to take part."""
    settings = chosen()
    if not settings.public_directory and not reader().is_signed_in:
        not_here()
    wish = directory.understood(request.args)
    inside = directory.around(wish.place)
    everything = directory.listed()
    found = [group for group in everything if directory.fits(group, wish, settings.age_slack, inside)]
    return page(
        "groups/find.html",
        face=_face(),
        groups=found[:AT_ONCE],
        more=len(found) - AT_ONCE,
        umbrellas=[group for group in everything if group.kind in UMBRELLAS],
        wish=wish,
        choices=directory.choices(settings.interests),
        show_ages=settings.show_ages,
        describe=_card_words,
        kinds=KINDS,
    )


@blueprint.get("/<key>")
@public("anyone may read about a listed group; any other is the neutral 404")
@public_page
def group(key: str) -> Response:
    """One group: who it is for, how to join, when it meets, who listens to it."""
    settings, found = chosen(), group_called(key)
    if not settings.public_directory and not reader().is_signed_in:
        not_here()
    return page(
        "groups/group.html",
        face=_face(),
        group=found,
        facts=facts.of(found, reader()),
        ages=ages_words(found.ages, found.school_years) if settings.show_ages else "",
        meets=facts.meets_words(found),
        access=[ACCESS[offer] for offer in found.access_offer if offer in ACCESS],
        kind=KINDS.get(found.kind, found.kind),
        participants=PARTICIPANTS.get(found.participants, ""),
        show_boards=settings.show_boards,
        sees_members=SEES_MEMBERS.allows(reader(), found) if reader().is_member else False,
    )


def _face() -> Literal["young", "public"]:
    """Young people see their own face here, everyone else the public one."""
    return "young" if "young_person" in reader().roles else "public"


def _card_words(group: Any) -> list[str]:
    """The facts on a group's card that are stated."""
    ages = ages_words(facts.ages_of(group), group.school_years) if chosen().show_ages else ""
    return [fact for fact in (ages, facts.cadence_of(group), group.place or "") if fact]
