"""Seats and answers in words, for readers of every kind."""

from collections.abc import Iterable
from uuid import UUID

from core.api import gettext, ngettext
from plugins.groups.boards.seats import Promise, Tally


def headline(tally: Tally) -> str:
    """How far the promise is kept: "Children and young people hold 1 of the 2 seats promised."."""
    if not tally.promised:
        return gettext("No board has promised children and young people a number of seats yet.")
    return ngettext(
        "Children and young people hold %(filled)s of the %(number)s seat promised.",
        "Children and young people hold %(filled)s of the %(number)s seats promised.",
        tally.promised,
        filled=tally.filled,
    )


def silent(tally: Tally) -> str:
    """How many promises state no number, or ""."""
    if not tally.silent:
        return ""
    return ngettext(
        "%(number)s more group has seats, but how many is not stated.",
        "%(number)s more groups have seats, but how many is not stated.",
        tally.silent,
    )


def filled(promise: Promise, fewest: int) -> str:
    """How many of the seats are filled: "1 of 2 filled"; where no number is stated, how many hold one."""
    if promise.promised is not None:
        return gettext("%(filled)s of %(promised)s filled", filled=promise.shown, promised=promise.promised)
    if promise.shown is None:
        return gettext("Number not stated. Fewer than %(number)s filled", number=fewest)
    return gettext("Number not stated. %(filled)s filled", filled=promise.shown)


def state(promise: Promise) -> tuple[str, str]:
    """The promise's state as (word, tone of its tag)."""
    if promise.promised is None:
        return gettext("Not stated"), "neutral"
    if promise.empty == 0:
        return gettext("All filled"), "good"
    if promise.held == 0:
        return gettext("Nobody yet"), "bad"
    return ngettext("%(number)s empty", "%(number)s empty", promise.empty), "warn"


def shared(promise: Promise, board_id: UUID) -> str:
    """With which boards the seats are shared, or that nobody wrote down whether they are; "" where neither."""
    others = promise.others(board_id)
    if others:
        return gettext("Shared with %(boards)s", boards=", ".join(others))
    return gettext("It is not written down if the number is for this board alone.") if promise.unclear else ""


def on_board(found: Iterable[Promise], board_id: UUID) -> str:
    """Seats of children and young people on one board, in a few words; "" where none are promised."""
    mine = [one for one in found if one.for_young and one.is_on(board_id)]
    stated = [one for one in mine if one.promised is not None]
    if not stated:
        return gettext("Seats: the number is not stated") if mine else ""
    promised = sum(one.promised or 0 for one in stated)
    taken = promised - sum(one.empty for one in stated)
    return ngettext(
        "%(filled)s of %(number)s promised seat filled",
        "%(filled)s of %(number)s promised seats filled",
        promised,
        filled=taken,
    )


def surplus(promise: Promise) -> str:
    """A warning to staff when more people hold seats than were promised, else ""."""
    if not promise.surplus:
        return ""
    return (
        f"{promise.held} people hold {promise.promised} {'seat' if promise.promised == 1 else 'seats'} of "
        f"{promise.group}. Nobody was refused. End a seat, or say that somebody stands in, if this is not meant."
    )
