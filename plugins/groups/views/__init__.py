"""The pages of groups and boards, one module for each thing that a reader wants to do."""

from plugins.groups.views import boards, directory, editing, ending, members, own, parts, register
from plugins.groups.views.blueprint import blueprint

__all__ = ["blueprint", "boards", "directory", "editing", "ending", "members", "own", "parts", "register"]
