"""What a demonstration shows of the desk."""

from core.api import Authority, DemoMade, DemoWorld, hookimpl


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Nothing yet."""
    return []
