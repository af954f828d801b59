"""What each kind of request is called and asks, in words for whoever asks; and what each step is called for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.words import gettext_noop


@dataclass(frozen=True)
class Kind:
    """One kind: its title and what it is about in the three reading bands, and the questions that its form asks.

    `must` says whether the first question must be answered; `right` asks what would be right, for a correction.
    """

    title: str
    about: str
    young: str
    easy: str
    question: str
    must: bool = False
    right: str = ""


KINDS: Final[Mapping[str, Kind]] = {
    "access": Kind(
        gettext_noop("Get a copy of what we keep about you"),
        gettext_noop(
            "You have a right to a copy of everything that we keep about you, and to know why. It costs nothing."
        ),
        gettext_noop("You can have a copy of everything we keep about you. It costs nothing."),
        gettext_noop("You can see what we keep about you. It costs nothing."),
        gettext_noop("Is there something that you want to see most? You do not have to say."),
    ),
    "correction": Kind(
        gettext_noop("Put right what is wrong"),
        gettext_noop("You have a right to have what is wrong about you put right, and what is missing added."),
        gettext_noop("Is something we keep about you wrong? Tell us, and we put it right."),
        gettext_noop("Is something wrong? Tell us. We put it right."),
        gettext_noop("What is wrong?"),
        must=True,
        right=gettext_noop("What would be right?"),
    ),
    "erasure": Kind(
        gettext_noop("Ask us to delete what we keep about you"),
        gettext_noop(
            "You can ask us to delete what we keep about you. Some things the law makes us keep. We tell you which."
        ),
        gettext_noop("You can ask us to delete what we keep about you. If we must keep something, we tell you why."),
        gettext_noop("You can ask us to delete things about you. Some things we must keep. We tell you why."),
        gettext_noop("Is it everything, or only some of it? You do not have to say why."),
    ),
    "restriction": Kind(
        gettext_noop("Ask us to stop using what we keep"),
        gettext_noop("You can ask us to keep your record but not use it, for example while we check that it is right."),
        gettext_noop("You can ask us to put your record away, and not use it for now."),
        gettext_noop("You can ask us not to use your record for now."),
        gettext_noop("What should we stop using, and why?"),
        must=True,
    ),
    "objection": Kind(
        gettext_noop("Say no to how we use your information"),
        gettext_noop("You can object to how we use your information. We must stop unless we can show a strong reason."),
        gettext_noop("You can say no to how we use your information. Then we stop, or we tell you the strong reason."),
        gettext_noop("You can say no. Then we stop, or we tell you why not."),
        gettext_noop("What do you not want us to do?"),
        must=True,
    ),
    "complaint": Kind(
        gettext_noop("Complain about how we use your information"),
        gettext_noop(
            "Tell us if we did something wrong with your information. A person looks into it and answers you."
        ),
        gettext_noop("Did we do something wrong with your information? Tell us. A person looks into it."),
        gettext_noop("Did we get it wrong? Tell us. A person will look."),
        gettext_noop("What happened?"),
        must=True,
    ),
}
STAFF_KINDS: Final[Mapping[str, str]] = {
    "access": "Copy of data (Art. 15)",
    "correction": "Correction (Art. 16)",
    "erasure": "Erasure (Art. 17)",
    "restriction": "Restriction (Art. 18)",
    "objection": "Objection (Art. 21)",
    "complaint": "Complaint about data",
}
STATES: Final[Mapping[str, str]] = {
    "received": "Received, identity not checked yet",
    "entitlement": "A safeguarding lead says whether the asker may act",
    "searching": "To be searched for",
    "redaction": "Going through what was found",
    "second_look": "Waits for a second look",
    "ready": "Ready to be sent",
    "deciding": "To be decided",
    "rehearsal": "What would go, and what stays",
    "approval": "Waits for a second person",
    "approved": "Approved, not erased yet",
    "acknowledging": "To be acknowledged",
    "looking": "Acknowledged, being looked into",
    "sent": "Sent",
    "done": "Done",
    "refused": "Refused",
    "withdrawn": "Taken back by the asker",
}
STEPS: Final[Mapping[str, str]] = {
    "received": "Received",
    "identity_asked": "Asked who they are; the clock stopped",
    "identity_checked": "Identity is clear",
    "entitled": "May act for the person",
    "clarity_asked": "Asked what they mean; the clock stopped",
    "clarity_given": "They answered; the clock runs again",
    "gathered": "Searched in every part of Heard",
    "grave_asked": "Asked a safeguarding lead about what could put somebody in danger",
    "grave_released": "A safeguarding lead said that it may go in",
    "grave_kept": "A safeguarding lead said that it stays out",
    "redacted": "Gone through; handed to a second person",
    "sent_back": "Sent back after the second look",
    "released": "Released by a second person",
    "sent": "Put on the person's own page",
    "handed_over": "Handed over by a member of staff",
    "downloaded": "Downloaded by the person",
    "files_deleted": "The files made for this request were deleted",
    "rehearsed": "Went through what goes and what stays",
    "approved": "Approved by a second person",
    "erased": "Erased",
    "acknowledged": "Acknowledged",
    "outcome": "Outcome told",
    "done": "Done and told",
    "lifted": "Restriction lifted",
    "extended": "Time made longer by two months, and told",
    "refused": "Refused, with the reason",
    "withdrawn": "Taken back",
    "assigned": "Assigned",
    "note": "Note",
}
TOLD: Final[Mapping[str, str]] = {
    "received": gettext_noop("We have it. Next we make sure that it is really you who asks."),
    "entitlement": gettext_noop("We have it. A person looks at it."),
    "searching": gettext_noop("We are working on it."),
    "redaction": gettext_noop("We are working on it."),
    "second_look": gettext_noop("We are working on it."),
    "ready": gettext_noop("We are working on it."),
    "deciding": gettext_noop("We have it. A person looks at it."),
    "rehearsal": gettext_noop("We are working on it."),
    "approval": gettext_noop("We are working on it."),
    "approved": gettext_noop("We are working on it."),
    "acknowledging": gettext_noop("We have it. A person looks at it."),
    "looking": gettext_noop("A person is looking into it."),
    "sent": gettext_noop("Your copy is ready, or you have it already."),
    "done": gettext_noop("It is done."),
    "refused": gettext_noop("We said no. The reason stands below."),
    "withdrawn": gettext_noop("You took it back. Nothing was changed."),
}
"""What whoever asked is told; the same words for every stage in which staff work, so that none tells what is held."""
