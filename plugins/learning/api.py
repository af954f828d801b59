"""What other plugins may use of learning: award rounds and their outcome, who did which course, resources.

    for area in results_of(round.id).areas:        # names only of winners who agree to be named at this moment
        area.area, area.shortlisted, area.winners
    trained("total-respect", person_ids)           # those for whom the course holds today
    resources_about(actor, topic="Feedback")       # what this reader may read

Nothing here commits. A name that is "" is not to be shown in any other way.
"""

from plugins.learning.awards.results import AreaResult, Results, Winner, results_of, round_areas
from plugins.learning.models import AwardCategory, AwardRound, Course, CourseTaken, Nomination, Resource, ResourceTag
from plugins.learning.resources.finding import Found, resources_about
from plugins.learning.training.reading import Taken, courses, holds_on, trained, training_of
from plugins.learning.visibility import FINDS_RESOURCE, READS_RESOURCE
from plugins.learning.vocabulary import AUDIENCES, ON_THE_LIST, STAGES, WON

__all__ = [
    "AUDIENCES",
    "FINDS_RESOURCE",
    "ON_THE_LIST",
    "READS_RESOURCE",
    "STAGES",
    "WON",
    "AreaResult",
    "AwardCategory",
    "AwardRound",
    "Course",
    "CourseTaken",
    "Found",
    "Nomination",
    "Resource",
    "ResourceTag",
    "Results",
    "Taken",
    "Winner",
    "courses",
    "holds_on",
    "results_of",
    "resources_about",
    "round_areas",
    "trained",
    "training_of",
]
