"""The staff list of groups and the staff page of one group."""

from typing import Any

from flask import request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from core.api import Ref, fragment, kept, page, panels, requires
from plugins.groups import facts, register
from plugins.groups.boards import reports
from plugins.groups.here import chosen, council, group_called, reader
from plugins.groups.rules import ages_words, cadence_words, posts_words, target_words
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_MEMBERS
from plugins.groups.vocabulary import ACCESS, DECISION_RIGHTS, KINDS, LISTINGS, PARTICIPANTS, STATUSES

Row = tuple[str, str]


@blueprint.get("/manage/")
@requires("groups.view")
def manage() -> Response:
    """Every group that the reader may see, a page at a time."""
    filters = register.Filters.of(request.args)
    rows, following = _rows(filters)
    onwards = url_for("groups.manage", **filters.kept(), after=following) if following else None
    back = url_for("groups.manage", **filters.kept()) if filters.after else None
    return page(
        "groups/manage.html",
        face="worker",
        rows=rows,
        base=url_for("groups.manage"),
        pages={"next": onwards, "previous": back},
        filters=filters,
        kinds=KINDS,
        statuses=STATUSES,
        programmes=register.programmes(council()),
    )


def _rows(filters: register.Filters) -> tuple[Markup, str | None]:
    """The list's rows as they are printed, and where the next page starts.

    The first page without a filter, which staff open all day, is kept for each reader until something changes.
    """
    if filters != register.Filters():
        return _printed(filters)
    return kept(council(), ("groups.rows", register.reader_of(reader())), lambda: _printed(filters))


def _printed(filters: register.Filters) -> tuple[Markup, str | None]:
    lines, following = register.lines(council(), reader(), filters, chosen().page_size)
    rows = fragment("groups/manage_rows.html", {"lines": lines, "base": url_for("groups.manage")})
    return Markup(rows if lines else ""), following


@blueprint.get("/manage/<key>")
@requires("groups.view")
def overview(key: str) -> Response:
    """Everything about one group, with a way to change each part."""
    group = group_called(key)
    sees = SEES_MEMBERS.allows(reader(), group)
    return page(
        "groups/overview.html",
        face="worker",
        group=group,
        facts=facts.of(group, reader()),
        sections=_sections(group),
        sees_members=sees,
        members=group.member_count if sees or not group.members_hidden else None,
        reports=reports.by_last_day(reports.to_ask([group.id])),
        statuses=STATUSES,
        tone=register.TONES.get(group.status, "neutral"),
        panels=panels.record(council(), reader(), Ref("groups", "group", group.id)),
    )


def _sections(group: Any) -> list[tuple[str, list[Row]]]:
    return [
        ("Who it is for", _who(group)),
        ("How it works", _how(group)),
        ("Looking for people and welcoming them", _welcoming(group)),
        ("Where it stands", _where(group)),
    ]


def _who(group: Any) -> list[Row]:
    return [
        ("Takes part", PARTICIPANTS.get(group.participants, "")),
        ("For", group.who_for),
        ("Ages", ages_words(facts.ages_of(group), group.school_years)),
        ("Exception for age", group.age_rule),
        ("Life situation", _list(group.eligibility)),
        ("Interests", _list(group.interests)),
        ("Makes it easy to take part", _list(ACCESS.get(offer, offer) for offer in group.access_offer)),
        ("Languages", _list(group.languages)),
    ]


def _how(group: Any) -> list[Row]:
    return [
        ("Kind", KINDS.get(group.kind, group.kind)),
        ("Meets", facts.meets_words(group)),
        ("Aims to meet", cadence_words(group.cadence, group.cadence_target) if group.cadence_target else ""),
        ("Formal part", _formal(group)),
        ("Informal part", group.informal_part),
        ("What it does", _list(group.does)),
        ("Works on", _list(group.themes)),
        ("Can decide", DECISION_RIGHTS.get(group.decision_rights or "", "")),
        ("Posts that members fill", _list(posts_words(group.posts))),
        ("Aims for in a year", target_words(group.target_attendances, group.target_unique)),
    ]


def _welcoming(group: Any) -> list[Row]:
    until = f" Until {group.advert_until.strftime('%-d %B %Y')}." if group.advert_until else ""
    return [
        ("Advert", f"{group.advert}{until}" if group.advert else ""),
        ("What members do", group.role_description),
        ("Code of conduct", group.code_of_conduct),
        ("Induction", _list(group.induction)),
    ]


def _where(group: Any) -> list[Row]:
    return [
        ("Listed", LISTINGS.get(group.listing, "")),
        ("Members are hidden", "Yes" if group.members_hidden else "No"),
        ("Who to ask", group.contact),
        ("In the strategy", group.source),
        ("Law or guidance", group.legal_note),
    ]


def _formal(group: Any) -> str:
    length = f"{group.formal_minutes} minutes" if group.formal_minutes else ""
    return ". ".join(part for part in (length, group.formal_part) if part)


def _list(words: Any) -> str:
    return "; ".join(words)
