"""Who hears what of returns: staff alone, in sentences that name nothing."""

from uuid import UUID

from core.api import Notice, gettext_noop, holders_of

SENT, ASKED, ACCEPTED, REMIND = (
    "participation_returns.sent",
    "participation_returns.asked",
    "participation_returns.accepted",
    "participation_returns.remind",
)
NOTICES = (
    Notice(SENT, gettext_noop("A return is waiting for you to look at it."), needs_agreement=False),
    Notice(ASKED, gettext_noop("Somebody asks more about a return of your team."), needs_agreement=False),
    Notice(ACCEPTED, gettext_noop("A return of your team was accepted."), needs_agreement=False),
    Notice(
        REMIND, gettext_noop("Your team has not handed in all that is asked of it this year."), needs_agreement=False
    ),
)
RECEIVING = ("worker",)
SENDING = ("worker", "practitioner")


def receivers(besides: UUID | None) -> list[UUID]:
    """Those who receive returns, but for who sends it."""
    return [one for one in holders_of(RECEIVING) if one != besides]
