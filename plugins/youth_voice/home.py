"""Lines of home pages, and what is not ready: what waits for members, for those who decide and for staff."""

from flask import url_for

from core.api import Actor, Authority, HomeItem, NavItem, ReadyIssue, gettext, gettext_noop, local_today
from plugins.groups.api import TIE_RULES
from plugins.youth_voice.delegates import reading as delegates
from plugins.youth_voice.elected import reading as elected
from plugins.youth_voice.here import chosen
from plugins.youth_voice.reports import queue
from plugins.youth_voice.tasks import reading as tasks
from plugins.youth_voice.umbrella import reading as umbrella

ALL = gettext_noop("All our groups")
ABOUT = gettext_noop("All groups under one name: how to join, when they meet, and what they do.")
MOST = 5


def nav(authority: Authority) -> NavItem:
    """All groups, under the name that they have here."""
    return NavItem(umbrella.name(authority) or gettext(ALL), url_for("youth_voice.umbrella"), order=23, about=ABOUT)


def items(actor: Actor) -> list[HomeItem]:
    """What waits for this person."""
    found = [*_posts(actor), *_tasks(actor)] if actor.person_id else []
    if actor.can("youth_voice.board"):
        found += _to_say(actor)
    if actor.can("youth_voice.elect"):
        found += _to_elect(actor)
    return found


def issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """What still has to be set up, and what has gone wrong with reports."""
    found = []
    if chosen(authority).tie_rule not in TIE_RULES and elected.elects(actor):
        todo = "Choose it in the settings of this part. Until then no round of elections and no by-election is set up."
        url = url_for("youth_voice.elected")
        found.append(ReadyIssue("Nobody has said what happens with a tie", todo, url, "youth_voice.elect"))
    for read in delegates.posts(actor):
        if read.post.active and read.empty:
            todo = "Write down who takes it up, or end the post."
            title = f"{read.post.title}: {read.filled}"
            found.append(ReadyIssue(title, todo, url_for("youth_voice.post", id=read.post.id), "youth_voice.manage"))
    return found + _reports(actor)


def _posts(actor: Actor) -> list[HomeItem]:
    return [
        HomeItem(
            "needs",
            gettext("Tell your group what happened: %(post)s", post=read.post.title),
            url_for("youth_voice.report_back", id=read.post.id),
        )
        for read in delegates.mine(actor)
        if read.report_due
    ]


def _tasks(actor: Actor) -> list[HomeItem]:
    return [
        HomeItem(
            "needs" if read.is_late else "next",
            gettext("Say what came of it: %(issue)s", issue=read.task.title)
            if read.is_late
            else gettext("Your task group: %(issue)s", issue=read.task.title),
            url_for("youth_voice.task_group", id=read.task.id),
            on=read.task.ends_on,
        )
        for read in tasks.mine(actor)
    ]


def _to_say(actor: Actor) -> list[HomeItem]:
    """For those who decide: answers with which a board has done nothing yet that anybody knows of."""
    known = queue.groups_of(actor)
    waiting = [line for line in queue.lines(known) if line.state == "waiting"] if known else []
    return [
        HomeItem(
            "needs",
            f"Say what {line.board} did with what young people said: {line.title}",
            url_for("youth_voice.report", id=line.report_id, key=line.group_key),
            faces=("worker",),
        )
        for line in waiting[:MOST]
    ]


def _to_elect(actor: Actor) -> list[HomeItem]:
    return [
        HomeItem(
            "needs",
            f"Call a by-election: {one.vacancy.body}, {one.group}",
            url_for("youth_voice.by_election", key=one.group_key, body=one.vacancy.organisation_id),
            on=one.by,
            faces=("worker",),
        )
        for one in elected.free(actor)[:MOST]
        if one.need != "too_late"
    ]


def _reports(actor: Actor) -> list[ReadyIssue]:
    known = queue.groups_of(actor)
    wrong = (
        [line for line in queue.lines(known, local_today()) if line.state == "to_ask" and line.flags] if known else []
    )
    return [
        ReadyIssue(
            f"{line.title}, to {line.board}: {line.flagged[0].lower()}",
            "Look at the report: see to it that the group can answer before the board meets.",
            url_for("youth_voice.report", id=line.report_id, key=line.group_key),
            "youth_voice.manage",
        )
        for line in wrong
    ]
