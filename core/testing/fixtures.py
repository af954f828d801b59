"""The pytest plugin that comes with Heard: fixtures for its own tests and for those of anybody's plugin."""

from core.testing.limits import no_network, own_environment

__all__ = ["no_network", "own_environment"]
