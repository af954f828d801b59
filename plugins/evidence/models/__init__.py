"""The tables of the evidence plugin: stories, quotes, and reports with what stands in them."""

from plugins.evidence.models.quotes import Quote
from plugins.evidence.models.reports import Figure, Line, Report, Section, SignOff
from plugins.evidence.models.stories import Story, StoryPart, StoryPerson

__all__ = ["Figure", "Line", "Quote", "Report", "Section", "SignOff", "Story", "StoryPart", "StoryPerson"]
