"""What people agreed to, asked at the moment of use; a council's lawful basis is another thing (core/data_rights).

`allows`, `require` and `agreed` are the only way to act on an agreement. Safeguarding never waits for one.
"""

from core.consent.columns import Cell, columns
from core.consent.purposes import CORE_PURPOSES, Purpose, PurposeFault, Purposes, purposes
from core.consent.reading import (
    NotAgreed,
    agreed,
    all_standings,
    allows,
    council_ages,
    require,
    standings,
)
from core.consent.reading import standing_of as standing
from core.consent.rules import Standing

__all__ = [
    "CORE_PURPOSES",
    "Cell",
    "NotAgreed",
    "Purpose",
    "PurposeFault",
    "Purposes",
    "Standing",
    "agreed",
    "all_standings",
    "allows",
    "columns",
    "council_ages",
    "purposes",
    "require",
    "standing",
    "standings",
]
