"""What a report is to hold: its days, whose records, which sections of words, which parts of which plugins.

A local model that has a report of its own makes a Plan and hands it to `compile_report`; it needs nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.api import Authority, Ref, ReportPart
from plugins.evidence.here import chosen
from plugins.evidence.reports.periods import Period
from plugins.evidence.settings import Planned

ANNUAL = "evidence.annual"
QUARTERLY = "evidence.quarterly"
TERMLY = "evidence.termly"


@dataclass(frozen=True)
class Plan:
    """A report to compile. `kind` begins with the name of the plugin whose report it is ("youth_voice.annual"); there
    is one of a kind for the same days.

    `about`: only what belongs to these records, such as groups; empty, all of the council. `parts`: keys, or
    beginnings of keys, of what plugins report ("meetings", "influence.asks"); None for everything. `sections` of words
    stand before what was counted, those `at_end` after it.
    """

    kind: str
    title: str
    start: date
    end: date
    about: Sequence[Ref] = ()
    sections: Sequence[Planned] = ()
    parts: Sequence[str] | None = None

    def wants(self, part: ReportPart) -> bool:
        """Whether this part belongs into the report."""
        if self.parts is None:
            return True
        return any(part.key == one or part.key.startswith(f"{one}.") for one in self.parts)


def council_plan(authority: Authority, kind: str, period: Period, title: str) -> Plan:
    """A report of the whole council, with the sections that it has chosen."""
    return Plan(kind, title, period.start, period.end, sections=chosen(authority).sections)
