"""What a demonstration shows of influence: all that was said, questions in every state, and what came of them."""

from core.api import Authority, DemoMade, DemoWorld, hookimpl
from plugins.influence.demo import drafts, modes, said
from plugins.influence.demo.asking import Planter
from plugins.influence.demo.stories import stories


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    heard = said.plant(authority, world)
    planter = Planter(authority, world)
    asked = sum(planter.plant(story) for story in stories()) + drafts.draft(world)
    run = modes.plant(authority, world)
    felt = drafts.pulses(world)
    made = {"things said": heard, "questions to those who decide": asked, "meetings that say how they were run": run}
    made["answers to: did we listen?"] = felt
    return [DemoMade(title, number) for title, number in made.items()]
