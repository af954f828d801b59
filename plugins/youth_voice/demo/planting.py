"""What a demonstration shows of youth_voice: posts, tasks, the year, reports with answers, a vote, seats, codes.

Each record's id is made from what it stands for, so that a later loading adds only what is missing.
"""

from core.api import Authority, DemoMade, DemoWorld, hookimpl
from plugins.youth_voice.demo import asked, voting, work
from plugins.youth_voice.demo.cast import cast


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    found = cast(world)
    made = asked.plant(world)
    if found is None:
        return made
    return [*work.plant(world, found), *made, *voting.plant(world, found)]
