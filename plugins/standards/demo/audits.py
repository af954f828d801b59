"""Plants audits: last year's all sent, this year's sent, begun or late; forms without questions stay empty."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any

from core.api import DemoWorld, Organisation, bulk_insert, db, local_moment
from plugins.standards.audits import filling, rounds
from plugins.standards.demo.ids import demo_id
from plugins.standards.models import Audit, AuditAnswer, AuditForm, AuditQuestion

TEXTS = (
    "Two groups a term, a box at the door, and a worker who asks everyone once a month.",
    "Young people who do not speak English at home; from spring an interpreter comes along.",
    "The letters were rewritten with young people, and fewer of them are asked about.",
)
RESTS_ON = "Minutes of the group, and what the young inspectors wrote."
YOUNG = "They listen most of the time. It takes too long until something happens."
NEXT = "Ask again in spring, in a shorter way, and tell everyone within two weeks what came of it."


def plant(world: DemoWorld) -> int:
    """Make what is missing; says how many audits were made."""
    made = 0
    forms = db.select(AuditForm).where(AuditForm.in_use.is_(True), AuditForm.kept_by == "")
    for form in db.session.scalars(forms.order_by(AuditForm.position, AuditForm.key)):
        questions = filling.questions_of(form.id, world.today.year)
        if questions:
            made += _rounds(world, form, questions)
    return made


def _rounds(world: DemoWorld, form: AuditForm, questions: Sequence[AuditQuestion]) -> int:
    known = set(db.session.scalars(db.select(Audit.id).where(Audit.form_id == form.id)))
    taken = set(db.session.execute(db.select(Audit.organisation_id, Audit.year).where(Audit.form_id == form.id)).all())
    now = rounds.this_year(form, world.today)
    rows = [
        row
        for at, one in enumerate(rounds.organisations(form.kinds))
        for row in (_audit(world, form, one, now - 1, at), _audit(world, form, one, now, at))
        if row["id"] not in known and (one.id, row["year"]) not in taken
    ]
    bulk_insert(Audit, rows)
    begun = [row for row in rows if row["state"] == "sent" or row["next_steps"]]
    bulk_insert(AuditAnswer, [line for row in begun for line in _answers(world, form, row, questions)])
    return len(rows)


def _audit(world: DemoWorld, form: AuditForm, one: Organisation, year: int, at: int) -> dict[str, Any]:
    is_last = year < rounds.this_year(form, world.today)
    state = "sent" if is_last or at % 3 == 0 else "open"
    opened = _opened(form, year)
    due = opened + timedelta(days=form.days) if is_last else world.today + timedelta(days=(-9, 20, 45)[at % 3])
    sent = min(due, world.today) - timedelta(days=5) if state == "sent" else None
    return {
        "id": demo_id(world, f"audit/{form.key}/{one.key or one.id}/{year}"),
        "form_id": form.id,
        "organisation_id": one.id,
        "year": year,
        "part": "",
        "part_title": "",
        "opened_on": min(opened, world.today),
        "due_on": due,
        "state": state,
        "owner_id": world.holders.get("practitioner" if at % 2 else "worker"),
        "sent_on": sent,
        "sent_by_id": world.holders.get("worker") if sent else None,
        "next_steps": NEXT if state == "sent" or at % 3 == 1 else "",
    }


def _opened(form: AuditForm, year: int) -> date:
    return date(year, form.opens_month, min(form.opens_day, 28))


def _answers(
    world: DemoWorld, form: AuditForm, audit: dict[str, Any], questions: Sequence[AuditQuestion]
) -> Iterator[dict[str, Any]]:
    for at, one in enumerate(questions if audit["state"] == "sent" else questions[: len(questions) // 2]):
        words = TEXTS[at % len(TEXTS)] if one.kind == "text" else RESTS_ON if one.kind != "number" else ""
        yield {
            "id": demo_id(world, f"answer/{audit['id']}/{one.key}"),
            "audit_id": audit["id"],
            "question_id": one.id,
            "choice": _choice(form, one, at + audit["year"]),
            "number": 30 + 7 * (audit["year"] % 5) if one.kind == "number" else None,
            "words": words,
            "young_words": YOUNG if one.young else "",
            "by_id": audit["owner_id"],
            "made_at": local_moment(audit["opened_on"] + timedelta(days=3), time(14)),
        }


def _choice(form: AuditForm, one: AuditQuestion, turn: int) -> str:
    if one.kind == "level" and form.levels:
        return str(form.levels[turn % len(form.levels)]["key"])
    return ("yes", "partly", "no")[turn % 3] if one.kind == "yes_no" else ""
