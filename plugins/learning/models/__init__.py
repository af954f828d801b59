"""The tables of the learning plugin: awards, the training register, resources."""

from plugins.learning.models.awards import AwardCategory, AwardInterest, AwardRound, Nomination
from plugins.learning.models.resources import Resource, ResourceTag
from plugins.learning.models.training import Course, CourseTaken

__all__ = [
    "AwardCategory",
    "AwardInterest",
    "AwardRound",
    "Course",
    "CourseTaken",
    "Nomination",
    "Resource",
    "ResourceTag",
]
