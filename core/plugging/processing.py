"""What personal data are used for, said once and in plain words: core's purposes, and what a plugin adds.

Each personal column names one (`personal(purpose=...)`). The register, the lawful bases and the page for the public are
made from these (UK GDPR Art. 5(1)(b), 13 and 30). This is why the council uses data; what a person agrees to is another
thing and lives in core/consent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from core.words import gettext_noop

STAFF = gettext_noop("Staff of the council whose work needs it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Processing:
    """One purpose: its name, a title, and why the data are needed, in the three reading bands.

    A plugin's name begins with its own and a dot. `special` says what in it may be special category data or about
    offences (Art. 9 and 10), "" where nothing is. `recipients` are those who get it beside `STAFF`.
    """

    name: str
    title: str
    about: str
    young: str
    easy: str
    special: str = ""
    recipients: tuple[str, ...] = ()


CORE_PROCESSING = (
    Processing(
        name="participation",
        title=gettext_noop("Taking part"),
        about=gettext_noop(
            "We keep who takes part, in what, and what they said there, so that they can take part and are listened to."
        ),
        young=gettext_noop("We keep your name, what you take part in and what you said. Then we can listen to you."),
        easy=gettext_noop("We keep your name. We keep what you take part in. We keep what you said to us."),
        special=gettext_noop("Access needs and some groups say something about health, disability or being in care."),
    ),
    Processing(
        name="contact",
        title=gettext_noop("Keeping in touch"),
        about=gettext_noop("We keep how to reach people, so that we can tell them when something happens or changes."),
        young=gettext_noop("We keep how to reach you, so that we can tell you what is happening."),
        easy=gettext_noop("We keep your phone number or e-mail. Then we can tell you things."),
        recipients=(gettext_noop("The company that carries our e-mails and text messages"),),
    ),
    Processing(
        name="access",
        title=gettext_noop("Signing in safely"),
        about=gettext_noop("We keep what lets people sign in and keeps others out, and where they are signed in."),
        young=gettext_noop("We keep what lets you sign in, so that nobody else can be you."),
        easy=gettext_noop("We keep your sign-in name. Only you can use it."),
    ),
    Processing(
        name="record-keeping",
        title=gettext_noop("Keeping records right"),
        about=gettext_noop("We note when a record was made or changed, and put two records of one person together."),
        young=gettext_noop("We look after what we keep, so that it is right and nobody is in it twice."),
        easy=gettext_noop("We check what we keep. It should be right."),
    ),
    Processing(
        name="keeping-safe",
        title=gettext_noop("Keeping people safe"),
        about=gettext_noop(
            "We keep what is needed to look after somebody and whom to ring. This never waits until somebody agrees."
        ),
        young=gettext_noop("We keep what helps us to look after you. We do this even if you have not agreed to it."),
        easy=gettext_noop("We keep what helps us to keep you safe. We always do this."),
        special=gettext_noop("Allergies, medical needs, and whether somebody could be in danger."),
        recipients=(gettext_noop("Social care, health services or the police, where somebody could be in danger"),),
    ),
    Processing(
        name="agreement",
        title=gettext_noop("What people agreed to"),
        about=gettext_noop("We keep what somebody was asked, what they answered, and who may answer for them."),
        young=gettext_noop("We keep what you said yes or no to, so that we do what you said."),
        easy=gettext_noop("We keep your yes. We keep your no. Then we do what you said."),
        special=gettext_noop("Who looks after a child, and what a court decided about it."),
    ),
    Processing(
        name="pictures",
        title=gettext_noop("Photos and files"),
        about=gettext_noop("We keep photos and files, and who is in them, so that each is used only as people agreed."),
        young=gettext_noop("We keep photos, and who is in them. We use a photo only if everybody in it agreed."),
        easy=gettext_noop("We keep photos. We ask before we use a photo of you."),
    ),
    Processing(
        name="rights",
        title=gettext_noop("Answering you about your data"),
        about=gettext_noop("We keep who asked to see, correct or delete what we hold, and what we answered and when."),
        young=gettext_noop("If you ask us about what we keep, we note it, so that you get an answer in time."),
        easy=gettext_noop("You can ask what we keep about you. We write down that you asked."),
    ),
    Processing(
        name="accountability",
        title=gettext_noop("Showing who did what"),
        about=gettext_noop("We note who saw and changed what, and when, so that it can be checked afterwards."),
        young=gettext_noop("We note who looked at things and who changed them, so that somebody can check."),
        easy=gettext_noop("We write down who looked at things. Then somebody can check."),
    ),
)


class Declares(Protocol):
    """What processing_of() needs to know of a plugin."""

    @property
    def processing(self) -> tuple[Processing, ...]:
        """The purposes that it adds."""


def processing_of(plugins: Iterable[Declares]) -> dict[str, Processing]:
    """Every purpose of this deployment by name: core's, then the plugins'."""
    declared = [one for plugin in plugins for one in plugin.processing]
    return {one.name: one for one in (*CORE_PROCESSING, *declared)}
