"""The tables of the standards plugin: charters and pledges, plans and targets, audits."""

from plugins.standards.models.audits import Audit, AuditAnswer, AuditForm, AuditQuestion
from plugins.standards.models.charters import Charter, CharterPromise, Pledge
from plugins.standards.models.plans import (
    Action,
    ActionChange,
    ActionEvidence,
    Plan,
    Priority,
    Target,
    TargetFigure,
)

__all__ = [
    "Action",
    "ActionChange",
    "ActionEvidence",
    "Audit",
    "AuditAnswer",
    "AuditForm",
    "AuditQuestion",
    "Charter",
    "CharterPromise",
    "Plan",
    "Pledge",
    "Priority",
    "Target",
    "TargetFigure",
]
