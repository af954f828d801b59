"""What came of trying a release: kept beside it, said in plain words, and never the numbers that were worked out."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.releases.attack.intervals import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of the attacker on one text.

    `digest` is that text's; `beside`: how many earlier tables it was tried together with; `tried`: how many hidden
    numbers were looked for; `found`: of how many it says too much, by indicator; `wrong`: a number that is no sum.
    """

    digest: str
    at: datetime
    tried: int
    beside: int
    found: Mapping[str, int]
    wrong: str = ""

    @property
    def holds(self) -> bool:
        """Whether such a release may be signed."""
        return not self.found and not self.wrong


def of_findings(findings: Sequence[Finding]) -> dict[str, int]:
    """How many numbers were found, by indicator; without their bounds, for those are what must not be known."""
    return dict(sorted(Counter(one.indicator for one in findings).items()))


def written(one: Outcome) -> str:
    """As it is kept."""
    said = {name: getattr(one, name) for name in ("digest", "tried", "beside", "wrong")}
    return json.dumps({**said, "at": one.at.isoformat(), "found": dict(one.found)}, sort_keys=True)


def read(text: str) -> Outcome | None:
    """The kept outcome; None where nobody has tried."""
    if not text:
        return None
    said = json.loads(text)
    return Outcome(**{**said, "at": datetime.fromisoformat(said["at"])})
