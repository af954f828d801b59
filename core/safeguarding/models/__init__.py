"""Tables of safeguarding, all of class S4: concerns, allegations about staff, and the desk's own."""

from core.safeguarding.models.alarms import AlarmTrial, AlarmWay, CaseAlarm, CaseDuty
from core.safeguarding.models.allegations import (
    Allegation,
    AllegationAllocation,
    AllegationBar,
    AllegationBody,
    AllegationEntry,
    AllegationPart,
)
from core.safeguarding.models.concerns import (
    Concern,
    ConcernAllocation,
    ConcernBar,
    ConcernBody,
    ConcernEntry,
    ConcernPart,
)
from core.safeguarding.models.desk import CaseLook, StoreCount
from core.safeguarding.models.enclosures import CaseEnclosure
from core.safeguarding.models.practice import AdultCheck, AdultPractice
from core.safeguarding.models.release import CaseGrant, CaseGrantStep, DutyOverride, DutyOverrideStep
from core.safeguarding.models.seals import CaseSeal

__all__ = [
    "AdultCheck",
    "AdultPractice",
    "AlarmTrial",
    "AlarmWay",
    "Allegation",
    "AllegationAllocation",
    "AllegationBar",
    "AllegationBody",
    "AllegationEntry",
    "AllegationPart",
    "CaseAlarm",
    "CaseDuty",
    "CaseGrant",
    "CaseGrantStep",
    "CaseEnclosure",
    "CaseLook",
    "CaseSeal",
    "Concern",
    "ConcernAllocation",
    "ConcernBar",
    "ConcernBody",
    "ConcernEntry",
    "ConcernPart",
    "DutyOverride",
    "DutyOverrideStep",
    "StoreCount",
]
