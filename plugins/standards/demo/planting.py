"""What a demonstration shows: pledges kept and not, a plan with something late and something done, figures, audits."""

from core.api import Authority, DemoMade, DemoWorld, hookimpl
from plugins.standards.demo import audits, plans, pledges


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    made = {
        "pledges": pledges.plant(world),
        "actions of plans": plans.plant(world),
        "figures of targets": plans.plant_figures(world),
        "audits of teams": audits.plant(world),
    }
    return [DemoMade(title, number) for title, number in made.items()]
