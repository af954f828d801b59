"""The five councils' own files, for the demonstration."""

from tests.plugins.groups.conftest import real_councils

__all__ = ["real_councils"]
