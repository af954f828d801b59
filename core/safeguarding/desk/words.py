"""What the desk calls things: states, clocks, kinds of entry, and each field of what an entry says.

A room that writes entries of its own adds the words for them here. Nothing here is seen outside the desk.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

STORES: Final[Mapping[str, str]] = {"concerns": "Concern", "allegations": "Allegation about staff"}
STATES: Final[Mapping[str, str]] = {
    "raised": "Unread",
    "acknowledged": "Read, not triaged yet",
    "triaged": "Triaged, not decided yet",
    "decided": "Decided",
    "open": "Being worked on",
    "waiting": "Waits for others",
    "closing": "Waits for a second lead to close it",
    "closed": "Closed",
}
HOW: Final[Mapping[str, str]] = {
    "page": "Somebody told us on the page",
    "spool": "Somebody told us on the page, while the database was away",
    "inside": "A member of staff",
    "screen": "The word screen",
    "transfer": "Another council",
}
CLOCKS: Final[Mapping[str, str]] = {
    "acknowledge": "To be read",
    "triage": "To be triaged",
    "decide": "To be decided",
    "lado": "To reach the LADO",
    "review": "To be reviewed",
}
PARTS: Final[Mapping[str, str]] = {
    "child": "The child it is about",
    "sibling": "Brother or sister",
    "adult": "An adult it names",
    "other": "Somebody else",
}
RISKS: Final[Mapping[str, str]] = {
    "immediate": "Immediate: in danger now",
    "high": "High: serious harm is likely",
    "medium": "Medium: harm is possible",
    "low": "Low: worried, no harm seen",
}
UNTRIAGED: Final[Mapping[str, str]] = {"unsafe": "Said that they are not safe now"}
YES_NO: Final[Mapping[str, str]] = {"yes": "Yes", "no": "No", "unknown": "Not known yet"}
DECISIONS: Final[Mapping[str, str]] = {
    "no_further_action": "No further action",
    "early_help": "Early help",
    "referred": "Referred to children's social care or another service",
    "urgent": "Urgent: police or a strategy discussion (Children Act 1989 s. 47)",
}
THRESHOLDS: Final[Mapping[str, str]] = {
    "universal": "Universal: what every child can have",
    "targeted": "Targeted: early help",
    "specialist": "Specialist: child in need (Children Act 1989 s. 17)",
    "protection": "Child protection: significant harm (s. 47)",
    "staff": "Allegation: the harm threshold for adults who work with children",
    "below_staff": "Low-level worry about an adult who works with children",
}
CONSENTS: Final[Mapping[str, str]] = {
    "agreed": "Asked, and they agreed",
    "refused": "Asked, and they said no",
    "not_asked": "Not asked",
    "not_needed": "Nothing is shared with anybody",
}
SOURCES: Final[Mapping[str, str]] = {
    "seen": "I saw or heard it myself",
    "said": "Somebody told me",
    "opinion": "It is my professional opinion",
}
TOLD: Final[Mapping[str, str]] = {"yes": "Yes", "not_yet": "Not yet", "no": "No, and for a reason"}
ADVOCATE: Final[Mapping[str, str]] = {"yes": "Yes", "no": "No", "not_yet": "Not asked yet"}
ROUTES: Final[Mapping[str, str]] = {"advocate": "They ask for somebody to speak up for them (an advocate)"}
OUTCOMES: Final[Mapping[str, str]] = {
    "safe": "The child is safe and needs nothing more from us",
    "with_others": "Others have taken it over: social care, police, health",
    "helped": "Help is in place",
    "nothing_found": "Looked into, nothing was found",
    "not_safeguarding": "It was not about anybody's safety",
}
FINDINGS: Final[Mapping[str, str]] = {
    "substantiated": "Substantiated",
    "unsubstantiated": "Could neither be shown nor ruled out",
    "false": "Shown to be untrue",
    "malicious": "Shown to be made on purpose to deceive",
    "unfounded": "No ground for it at all",
}
FEEDBACK: Final[Mapping[str, str]] = {"yes": "Yes", "no": "No"}
KINDS: Final[Mapping[str, str]] = {
    "raised": "Raised",
    "added": "Something was added by whoever raised it",
    "acknowledged": "Read by a lead",
    "triaged": "Triaged",
    "decided": "Decided",
    "opened": "Work goes on",
    "waiting": "Waits for others",
    "closing": "Proposed to be closed",
    "not_closed": "Not closed: sent back by a second lead",
    "closed": "Closed",
    "reopened": "Opened again",
    "note": "Note",
    "amended": "Put right",
    "action": "Action",
    "action_done": "Action done",
    "referral": "Referral prepared",
    "referral_sent": "Referral sent",
    "referral_accepted": "Referral accepted",
    "told": "Telling the child",
    "linked": "Linked with another case",
    "moved": "Moved between the two lists",
    "transferred": "Handed to another council",
    "transfer_received": "Another council has received it",
    "allocated": "Given to somebody",
    "taken_back": "Taken back from somebody",
    "barred": "Somebody was kept from it",
    "bar_ended": "Somebody is no longer kept from it",
    "handed_over": "A bundle was made for another system",
    "named": "Somebody was named",
    "lado": "LADO",
    "threshold": "The harm threshold is met",
    "low_level": "A low-level worry: the harm threshold is not met",
    "outcome": "Outcome",
    "override": "Sharing against somebody's wish",
    "override_answered": "Sharing against somebody's wish: answered",
    "reviewed": "Reviewed",
    "asked": "Asked",
    "advocate": "Advocate",
    "late": "A clock ran out",
    "enclosed": "Something was enclosed",
    "destroyed": "What was written was destroyed, as the law asks",
    "kept": "Kept for longer",
    "released": "Released into a copy that somebody asked for",
}
LABELS: Final[Mapping[str, str]] = {
    "words": "What was written",
    "about": "About",
    "about_person": "About",
    "about_name": "Who it is about",
    "name": "Their name",
    "unnamed": "They do not want to be named",
    "contact": "May they be contacted?",
    "contact_how": "How",
    "contact_when": "When",
    "contact_word": "Word by which they know that it is really us",
    "contact_not": "Never like this",
    "came_with_code": "The code that they typed",
    "safe_now": "Is the child safe now?",
    "route": "Asked for",
    "advocate_wanted": "Does the child want an advocate?",
    "risk": "Risk",
    "alleged": "Who is said to have done it",
    "about_staff": "Do they work or volunteer with children?",
    "conflict": "Does it touch a lead or somebody close to one?",
    "conflict_who": "Whom it touches",
    "decision": "Decision",
    "threshold": "Threshold used",
    "reason": "Reason",
    "consent": "Were the child or the parents asked before sharing?",
    "consent_why": "Why not, or why in spite of it",
    "what": "What",
    "source": "How it is known",
    "who": "Who does it",
    "by": "By",
    "of": "Entry",
    "came_of_it": "What came of it",
    "until": "Until",
    "for_whom": "For whom or what",
    "user_id": "Who",
    "person_id": "Who",
    "part": "As",
    "why": "Why",
    "told": "Was the child told?",
    "how": "How",
    "why_not": "Why not",
    "to_author": "Words for whoever raised it (they read them with their code)",
    "number": "Reference",
    "outcome": "Outcome",
    "child_view": "What the child says about it",
    "no_view_why": "Why the child's view is missing",
    "feedback": "Does whoever raised it know what came of it?",
    "feedback_how": "How they were told, or why not",
    "users": "Who",
    "note": "What was written about it",
    "nobody_left": "No lead can see it any more",
    "adult_name": "Who is said to have done it",
    "facts": "What was seen or heard",
    "happened": "When and where",
    "present": "Who was there",
    "done": "What was done already",
    "signs": "Why a machine raised it: it guesses, read it yourself",
    "written_in": "Where it stands",
    "written_by": "Written by",
    "page": "Page",
    "direction": "Moved",
    "tests": "Tests that hold",
    "spoke_to": "Spoke to",
    "reference": "Their reference",
    "advice": "Advice",
    "police": "Police consulted",
    "police_reference": "Reference of the police",
    "next_steps": "What follows from it",
    "to": "To",
    "to_name": "To whom",
    "shared": "What is in it",
    "pdf_sha256": "SHA-256 of the PDF",
    "json_sha256": "SHA-256 of the data file",
    "zip_sha256": "SHA-256 of the bundle",
    "accepted_by": "Accepted by",
    "council": "Council",
}
CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "safe_now": {**YES_NO, "not_sure": "They are not sure"},
    "about": {"me": "Themselves", "other": "Somebody else"},
    "contact": {"yes": "Yes", "no": "No: do not contact them"},
    "contact_not": {
        "ring": "Do not ring",
        "text": "Do not send a text",
        "write": "Do not send e-mail or letters",
        "home": "Do not come to their home",
    },
    "risk": {**RISKS, **UNTRIAGED},
    "about_staff": {**YES_NO, "not_sure": "They are not sure", "none": "Nobody is named"},
    "conflict": YES_NO,
    "decision": DECISIONS,
    "threshold": THRESHOLDS,
    "consent": CONSENTS,
    "source": SOURCES,
    "part": PARTS,
    "told": TOLD,
    "route": ROUTES,
    "advocate_wanted": ADVOCATE,
    "outcome": {**OUTCOMES, **FINDINGS},
    "feedback": FEEDBACK,
    "police": {"yes": "Yes", "no": "No", "not_yet": "Not yet"},
    "direction": {"to": "To the other list", "from": "From the other list"},
}
CONTACT: Final = ("contact", "safe_contact", "reach")
"""How the names of answers begin that say how somebody may be reached safely."""
NOT_SHOWN: Final = frozenset(
    {"form", "store", "case_id", "of", "id", "language", "sha256", "enclosure", "pack", "transfer", "to_key", "record"}
)
"""Parts of an entry that are for the software."""
YES, NO = "Yes", "No"
REFERENCE: Final = 8  # letters


def risk(key: str) -> str:
    """A risk in few words, for lists."""
    return UNTRIAGED.get(key) or f"{RISKS.get(key, key).split(':')[0]} risk"


def reference(case_id: UUID) -> str:
    """What a case is called: the start of its id. Numbers in a row would tell of cases that one must not know of."""
    return str(case_id)[:REFERENCE].upper()


def label(name: str) -> str:
    """What a field of an entry is called."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def value(name: str, given: Any) -> str:
    """What a field of an entry says, in words."""
    if isinstance(given, bool):
        return YES if given else NO
    if isinstance(given, list | tuple):
        return ", ".join(value(name, one) for one in given)
    if isinstance(given, dict):
        return "; ".join(f"{label(key)}: {value(key, one)}" for key, one in given.items() if one not in ("", None))
    return CHOICES.get(name, {}).get(str(given), str(given)).replace("\x00", "\ufffd")
