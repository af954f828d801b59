"""An election in words: where it stands, its rules, its moments."""

from datetime import datetime
from typing import Any

from core.api import ZONE, as_written, clock, day, gettext, utcnow
from plugins.groups.elections import states
from plugins.groups.elections.contest import Contest
from plugins.groups.elections.words import HOW, TIE_RULES

ORDER = ("draft", "standing", "voting", "closed", "counted", "declared")


def moment_words(at: datetime) -> str:
    """A moment as people say it: "Friday 27 November, 4pm"."""
    here = at.astimezone(ZONE)
    return gettext("%(day)s, %(time)s", day=day(here.date(), "near"), time=clock(here.time()))


def term_words(contest: Contest) -> str:
    """The term of office; "" where none is stated."""
    first, last = contest.election.term_from, contest.election.term_to
    if first and last:
        return gettext("%(first)s to %(last)s", first=day(first), last=day(last))
    if last:
        return gettext("until %(last)s", last=day(last))
    return gettext("from %(first)s", first=day(first)) if first else ""


def rules(contest: Contest) -> list[tuple[str, Any]]:
    """What everybody may know beforehand: places, who votes, how, what happens with a tie, when."""
    election = contest.election
    return [
        (gettext("Elected as"), as_written(election.role)),
        (gettext("Places"), election.places),
        (gettext("Who may vote"), as_written(election.who_may_vote)),
        (gettext("How to vote"), gettext(HOW[election.how])),
        (gettext("If two have equally many votes"), gettext(TIE_RULES[election.tie_rule])),
        (gettext("You can stand until"), moment_words(election.stand_until)),
        (gettext("Voting opens"), moment_words(election.opens_at)),
        (gettext("Voting closes"), moment_words(election.closes_at)),
        (gettext("Elected for"), term_words(contest)),
    ]


def facts(contest: Contest) -> list[tuple[str, Any]]:
    """The same for staff, with what is theirs."""
    election = contest.election
    kind = "A by-election" if election.by_election else "An ordinary election"
    return [("Kind", kind), *rules(contest)]


def steps(contest: Contest) -> list[tuple[str, str, str]]:
    """The way of an election, and where this one has got to, for the steps component."""
    election = contest.election
    named = {
        "standing": ("Stand", f"Until {moment_words(election.stand_until)}"),
        "voting": ("Vote", f"{moment_words(election.opens_at)} to {moment_words(election.closes_at)}"),
        "closed": ("Count", "Two people count the papers" if contest.on_paper else "Counted at once"),
        "counted": ("Result", "Ties are settled by the rule"),
        "declared": ("Declare", "Those elected become members"),
    }
    at = ORDER.index(election.state) if election.state in ORDER else -1
    done = len(ORDER) if election.state == "declared" else at
    shown = []
    for state, (title, text) in named.items():
        place = ORDER.index(state)
        shown.append((title, text, "done" if place < done else "now" if place == done else "next"))
    return shown


def now_words(contest: Contest) -> str:
    """Where it stands, for whoever may vote or stand."""
    election, now = contest.election, utcnow()
    if election.state == "standing" and now < election.stand_until:
        return gettext("You can stand until %(moment)s.", moment=moment_words(election.stand_until))
    if election.state == "standing":
        return gettext("Voting opens on %(moment)s.", moment=moment_words(election.opens_at))
    if states.may_vote(election.state, contest.times, now):
        return gettext("You can vote until %(moment)s.", moment=moment_words(election.closes_at))
    said = {
        "voting": gettext("Voting is over. The votes are being counted."),
        "closed": gettext("Voting is over. The votes are being counted."),
        "counted": gettext("The votes are counted. The result will be here soon."),
        "declared": gettext("The result is here."),
        "void": gettext("This election was called off."),
    }
    return said.get(election.state, "")


def differences(form: Any, contest: Contest) -> list[tuple[str, str]]:
    """What stands in the database where it is not what was typed: (label, value)."""
    typed = {name: form[name].data for name in form.PLAIN}
    told = [(name, getattr(contest.election, name)) for name in typed if typed[name] != getattr(contest.election, name)]
    shown = [(form[name].label.text, str(value) if value not in (None, "") else "nothing") for name, value in told]
    return shown or [("Times", "; ".join(str(words) for _, words in rules(contest)[5:8]))]
