"""The public side: find a group, read about it. Nobody has to sign in, and nothing asked here is kept."""

from typing import Any, Literal

from flask import request
from werkzeug.wrappers import Response

from core.api import Ref, as_written, gettext, local_today, page, panels, public, public_page
from plugins.groups import directory, facts
from plugins.groups.boards import reports
from plugins.groups.elections.contest import shown_with as elections_of
from plugins.groups.here import chosen, council, group_called, not_here, reader
from plugins.groups.joining.adverts import is_open
from plugins.groups.models import Group
from plugins.groups.rules import ages_words
from plugins.groups.views.blueprint import blueprint
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
    ages = ages_words(found.ages, found.school_years) if settings.show_ages else ""
    said = facts.of(found, reader())
    return page(
        "groups/group.html",
        face=_face(),
        group=found,
        facts=said,
        about=_about(found, said, ages),
        ages=ages,
        kind=gettext(KINDS.get(found.kind, found.kind)),
        show_boards=settings.show_boards,
        reports=reports.for_member(found.id, reader()),
        advert_open=is_open(found, local_today()),
        elections=elections_of(found),
        panels=panels.record(council(), reader(), Ref("groups", "group", found.id)),
    )


def _face() -> Literal["young", "public"]:
    """Young people see their own face here, everyone else the public one."""
    return "young" if "young_person" in reader().roles else "public"


def _about(group: Group, said: facts.Facts, ages: str) -> list[tuple[str, str]]:
    """What a reader wants to know first; only who and when are named even where they are not stated."""
    access = [gettext(ACCESS[offer]) for offer in group.access_offer if offer in ACCESS]
    stated = [
        (gettext("Ages"), ages),
        (gettext("Where"), said.place),
        (gettext("Run by"), as_written(said.organisation)),
        (gettext("Makes it easy to take part"), ", ".join(access)),
        (gettext("Languages"), as_written(", ".join(group.languages))),
    ]
    always = [
        (gettext("Who it is for"), as_written(group.who_for) or gettext(PARTICIPANTS[group.participants])),
        (gettext("When it meets"), facts.meets_words(group)),
    ]
    return always + [fact for fact in stated if fact[1]]


def _card_words(group: Any) -> list[str]:
    """The facts on a group's card that are stated."""
    ages = ages_words(facts.ages_of(group), group.school_years) if chosen().show_ages else ""
    return [fact for fact in (ages, facts.cadence_of(group), group.place or "") if fact]
