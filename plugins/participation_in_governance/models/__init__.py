"""The tables of the programme: its terms with what was made in them, their agenda, schools that were asked, events."""

from plugins.participation_in_governance.models.schools import SchoolAsked
from plugins.participation_in_governance.models.series import Series, SeriesEvent, Turnout
from plugins.participation_in_governance.models.terms import AgendaLine, Output, ProgrammeTerm

__all__ = ["AgendaLine", "SeriesEvent", "Output", "ProgrammeTerm", "SchoolAsked", "Series", "Turnout"]
