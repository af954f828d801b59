"""The pages of meetings, one module for each thing that a reader wants to do."""

from plugins.meetings.views import feeds, listing, meeting, planner, planning, venues
from plugins.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "feeds", "listing", "meeting", "planner", "planning", "venues"]
