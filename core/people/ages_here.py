"""The ages that hold at a council: those of its jurisdiction and of its file."""

from core.authority.resolve import Authority
from core.db import current_authority_id
from core.people.ages import Ages, ages_of
from core.web.house import house


def council_ages(authority: Authority | None = None) -> Ages:
    """The ages that hold at `authority`, or in the open council."""
    here = authority or house().authorities.by_id(current_authority_id())
    if here is None:
        raise LookupError("the open scope is that of a council that no file names any more")
    consent = here.file.consent
    return ages_of(here.file.jurisdiction, consent.guardian_below_age, consent.leap_birthday)
