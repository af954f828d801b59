"""The tables of the influence plugin: voice, asks, answers, what those who asked make of it, the ledger, modes."""

from plugins.influence.models.answers import Answer, Check, CheckAnswer, Promise, Proof
from plugins.influence.models.asks import AnswerLink, Ask, AskTag, AskView, Change, Owner
from plugins.influence.models.heard import Pulse, Told, Verdict
from plugins.influence.models.ledger import LedgerEntry
from plugins.influence.models.modes import Mode, Model, ModelVersion, ModeRating
from plugins.influence.models.voice import View, ViewNote, ViewTag

__all__ = [
    "Answer",
    "AnswerLink",
    "Ask",
    "AskTag",
    "AskView",
    "Change",
    "Check",
    "CheckAnswer",
    "LedgerEntry",
    "Mode",
    "ModeRating",
    "Model",
    "ModelVersion",
    "Owner",
    "Promise",
    "Proof",
    "Pulse",
    "Told",
    "Verdict",
    "View",
    "ViewNote",
    "ViewTag",
]
