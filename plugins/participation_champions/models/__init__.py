"""The tables of the champions' plugin: services and champions, questions, what partners give, tests from outside."""

from plugins.participation_champions.models.network import Champion, Question, Reply, Service
from plugins.participation_champions.models.partners import Gift
from plugins.participation_champions.models.testing import OutsideTest, SampleLine

__all__ = ["Champion", "Gift", "OutsideTest", "Question", "Reply", "SampleLine", "Service"]
