"""The desk: the queue by state with its clocks, and one page for each request with its next step clear."""

from typing import Any, NamedTuple
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import Actor, Ref, clock, db, local_today, page, panels, requires, safeguarding, signed_in
from plugins.groups.api import SEES_GROUP, Group
from plugins.requests import feedback, rules
from plugins.requests.asking import agencies, shown
from plugins.requests.blueprint import blueprint
from plugins.requests.desk import approving, listing, steps
from plugins.requests.fatigue import meter, similar
from plugins.requests.here import chosen, council, reader, request_or_404
from plugins.requests.models import Request, RequestApproval
from plugins.requests.visibility import DESK, LIFTS, READS
from plugins.requests.vocabulary import FROM, HOW, KINDS, LEVELS, STATES, TONES
from plugins.requests.young import voting


class NextStep(NamedTuple):
    """What comes next: a sentence, and buttons as (label, address, kind)."""

    words: str
    buttons: list[tuple[str, str, str]]


class Level(NamedTuple):
    """One level of approval: its title, and who gave it when; `given` is None while nobody has."""

    title: str
    given: RequestApproval | None


@blueprint.get("/desk")
@requires("requests.desk")
def desk() -> Response:
    """What waits, by its clock."""
    filters = listing.Filters.of(request.args)
    rows, following = listing.lines(reader(), filters, chosen().page_size)
    return page(
        "requests/desk.html",
        face="worker",
        rows=rows,
        filters=filters,
        states=[*STATES.items(), (listing.ALL, "All")],
        groups=_groups(),
        pages={
            "next": url_for("requests.desk", **filters.kept(), after=following) if following else None,
            "previous": url_for("requests.desk", **filters.kept()) if filters.after else None,
        },
    )


@blueprint.get("/desk/<uuid:id>")
@signed_in("the desk, those who approve while it waits for them, and leads where feedback is late; the rule decides")
def one(id: UUID) -> Response:
    """What is asked, the fatigue meter, what was said before, and the next step."""
    found, actor = request_or_404(id, READS), reader()
    targets = meter.targets(found.group_id, found.school_id, found.cohort)
    return page(
        "requests/one.html",
        face="worker",
        it=found,
        state=STATES[found.state],
        tone=TONES.get(found.state, "neutral"),
        kind=KINDS[found.kind],
        clock=clock,
        from_kind=FROM[found.from_kind],
        left=listing.left_words(found.due_on, local_today()) if found.state in rules.OPEN else "",
        next_step=next_step(found, actor),
        way=shown.way(found.state),
        meters=meter.meters(targets, besides=found.id),
        similar=similar.alike(actor, found),
        **_work(found, actor),
        raise_url=safeguarding.raise_url(actor, about=Ref("requests", "request", found.id)),
        panels=panels.record(council(), actor, Ref("requests", "request", found.id)),
    )


def _work(found: Request, actor: Actor) -> dict[str, Any]:
    """What was decided and done so far, and what of it this reader works on."""
    answered = feedback.is_answered(found)
    return {
        "levels": _levels(found),
        "days": steps.days_of(found),
        "pressed": voting.shown(found) if found.state == "asking" and found.group_id else None,
        "how": HOW.get(found.answer_how, ""),
        "late": agencies.late(found) if found.state in ("sent", "back") else [],
        "history": shown.story(found).events,
        "lifts": LIFTS.allows(actor, found) and _is_late(found) and not found.lifted_why and not answered,
        "answered": answered,
        "works": DESK.allows(actor, found),
    }


def next_step(found: Request, actor: Actor) -> NextStep:
    """What comes next for this reader, and where they do it."""
    if found.state == "approving":
        return _approval(found, actor)
    if not DESK.allows(actor, found):
        return NextStep("Nothing that you can do here.", [])
    steps_of = {
        "sent": ("Look through it, then put it to the young people.", ("put", "send_back", "refuse")),
        "back": ("Whoever asked writes in what is missing, and sends it again.", ()),
        "asking": ("The young people decide. At a meeting? Note their yes or no.", ("answer", "refuse")),
        "planning": ("Offer days to the young people, then fix those that they take.", ("offer_days", "fix_days")),
        "arranged": ("It takes place on the days below. Afterwards write down what they said.", ("done", "fix_days")),
        "feedback": ("The agency tells the young people what came of it.", ("findings",)),
        "closed": ("Nothing more: the young people heard what came of it.", ("findings",)),
    }
    words, names = steps_of.get(found.state, ("Nothing more.", ()))
    return NextStep(words, [_button(name, found, not at) for at, name in enumerate(names)])


BUTTONS = {
    "put": "Put it to the young people",
    "send_back": "Send it back",
    "refuse": "It does not go ahead",
    "answer": "Note their answer",
    "approve": "Approve, or say no",
    "offer_days": "Offer days",
    "fix_days": "Fix the days",
    "done": "The work is done",
    "findings": "What they said",
}


def _approval(found: Request, actor: Actor) -> NextStep:
    level = approving.next_level(found)
    if not level:
        return NextStep("Every level has approved it.", [])
    fault = approving.fault_for(found, actor, level)
    words = f"Waits for: {LEVELS[level]}."
    if fault:
        return NextStep(f"{words} {fault.replace(' Nothing was changed.', '')}", [])
    return NextStep(words, [_button("approve", found, True)])


def _button(name: str, found: Request, first: bool) -> tuple[str, str, str]:
    return BUTTONS[name], url_for(f"requests.{name}", id=found.id), "primary" if first else "secondary"


def _levels(found: Request) -> list[Level]:
    there = {one.level: one for one in approving.given(found)}
    wanted = dict.fromkeys([*approving.needed(found), *there])
    return [Level(LEVELS[level], there.get(level)) for level in LEVELS if level in wanted]


def _is_late(found: Request) -> bool:
    return found.feedback_by is not None and found.feedback_by < local_today()


def _groups() -> list[tuple[str, str]]:
    seen: Any = db.select(Group.key, Group.name).where(SEES_GROUP.criteria(reader())).order_by(Group.name)
    return [(row.key, row.name) for row in db.session.execute(seen)]
