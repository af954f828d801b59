"""What all plugins have to report of some days, for whoever puts a report together.

Each plugin answers for its own records and knows nothing of reports; whoever compiles one knows nothing of theirs.
"""

from collections.abc import Collection
from datetime import date

from core.authority.resolve import Authority
from core.hooks.dispatcher import Answers
from core.hooks.values import Ref
from core.web.house import house

HOOK = "report_parts"


def reported(authority: Authority, start: date, end: date, about: Collection[Ref] = ()) -> Answers:
    """The ReportParts of every plugin that is on, in order; `skipped` names those that failed and were left out."""
    found = house().hooks.call(HOOK, authority, start=start, end=end, about=tuple(about))
    found.sort(key=lambda part: (part.order, part.key))
    return found
