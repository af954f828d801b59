"""The plain sentences of the comparison: what its pages are called, its rules, and what is kept back and why."""

from core.api import gettext, ngettext, releases
from plugins.regional.comparison import PERCENT, Told


def said(text: str) -> str:
    """A declared text in the reader's language."""
    return gettext(text)


def tabs() -> dict[str, str]:
    """The sister pages of a release, by the name of their view."""
    return {
        "overview": gettext("The figures"),
        "councils": gettext("Councils that take part"),
        "how": gettext("How these figures are made"),
    }


def rules(document: releases.Document) -> list[str]:
    """What is never shown and how the rest is, by the rules of one release."""
    of = document.rules
    return [
        gettext("Each number is a sum over all councils that take part. No council has a number of its own here."),
        gettext(
            "A number is kept back if fewer than %(councils)s councils have anything in it, or if it counts fewer than "
            "%(people)s.",
            councils=of.councils,
            people=of.people,
        ),
        gettext(
            "It is kept back if one council makes up more than %(share)s%% of it, or one person or group more than "
            "%(person)s%%.",
            share=round(of.share * PERCENT),
            person=round(of.person_share * PERCENT),
        ),
        gettext("It is kept back if it is nobody, or everybody: that would tell of each one."),
        gettext("It is kept back if it would give away another one that is kept back."),
        gettext(
            "What is shown is rounded to the nearest %(step)s. Rates are worked out from rounded numbers.",
            step=of.round_to,
        ),
        gettext(
            "Before it is signed, a program tries to work out what is kept back, with everything that was ever "
            "released. It may not come closer than %(width)s.",
            width=of.width,
        ),
    ]


def kept_back(told: Told) -> str:
    """How much of an indicator is kept back, and why, in one plain sentence or two; "" where nothing is."""
    hidden, every = told.kept_back
    of = told.document.rules
    if not hidden:
        return ""
    return ngettext(
        "%(hidden)s of its %(number)s number is kept back: it counts fewer than %(people)s, or fewer than "
        "%(councils)s councils have anything in it, or one has most of it, or it is nobody or everybody, or it would "
        "give away another.",
        "%(hidden)s of its %(number)s numbers are kept back: they count fewer than %(people)s, or fewer than "
        "%(councils)s councils have anything in them, or one has most of it, or it is nobody or everybody, or they "
        "would give away another.",
        every,
        number=every,
        hidden=hidden,
        people=of.people,
        councils=of.councils,
    )
