"""What other plugins may use of standards: plans as scorecards, targets, audits, charters.

    card = scorecard("priorities")                   # priorities, actions, evidence, owner, state; or None
    count_target("primary-schools", on, 37)         # a plugin that counts says how far a target is
    target_progress(plan_key="annual-plan")         # how far every target of a plan is
    form = form_called("annual-audit")              # then open_audits(form), rounds(form)

Plans, targets and forms are declared in a council's file (`[plugins.standards.content]`) or made on screen;
another plugin names them by key. Everything works in the open council's scope, and nothing here commits.
What is read here is not checked against the reader: a page that shows it has a stamp (`standards.view`) or a rule
(`FILLS_AUDIT`) of its own.
"""

from plugins.standards.audits.rounds import (
    Round,
    form_called,
    looked_after_by,
    open_audit,
    open_audits,
    rounds,
    this_year,
)
from plugins.standards.charters.reading import pledged
from plugins.standards.models import Action, Audit, AuditForm, Charter, Plan, Pledge, Priority, Target
from plugins.standards.plans.evidence import Shows, evidence_of
from plugins.standards.plans.progress import count_target, target_progress
from plugins.standards.plans.scorecard import ActionLine, PriorityLine, Scorecard, scorecard
from plugins.standards.rules import NoUnit, Progress
from plugins.standards.visibility import FILLS_AUDIT
from plugins.standards.vocabulary import ACTION_STATES, ACTION_TONES, PRIORITY_STATES, PRIORITY_TONES

__all__ = [
    "ACTION_STATES",
    "ACTION_TONES",
    "FILLS_AUDIT",
    "PRIORITY_STATES",
    "PRIORITY_TONES",
    "Action",
    "ActionLine",
    "Audit",
    "AuditForm",
    "Charter",
    "NoUnit",
    "Plan",
    "Pledge",
    "Priority",
    "PriorityLine",
    "Progress",
    "Round",
    "Scorecard",
    "Shows",
    "Target",
    "count_target",
    "evidence_of",
    "form_called",
    "looked_after_by",
    "open_audit",
    "open_audits",
    "pledged",
    "rounds",
    "scorecard",
    "target_progress",
    "this_year",
]
