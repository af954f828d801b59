"""The five councils' own files, and the ways in which evidence is written in tests."""

from tests.plugins.evidence.conftest import robin, worker
from tests.plugins.groups.conftest import real_councils

__all__ = ["real_councils", "robin", "worker"]
