"""What a demonstration shows of youth_voice."""

from core.api import Authority, DemoMade, DemoWorld, hookimpl


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing."""
    return []
