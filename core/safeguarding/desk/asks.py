"""Every step of a case and what its form asks, as one table: the forms, the pages and the record are made from it.

`kind` is the kind of entry that a step writes (core/safeguarding/states.py says from where); the names of the asks are
the keys of what the entry says. Working Together to Safeguard Children names what must be written down: the reason
for a decision, the child's view, who was told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from core.safeguarding.desk import words

LONG: Final = 20_000  # characters of a field in which somebody tells something
LINE: Final = 200
ANY: Final = frozenset({"raised", "acknowledged", "triaged", "decided", "open", "waiting", "closing", "closed"})
OPEN: Final = ANY - {"closed"}
READ: Final = OPEN - {"raised"}
AT_WORK: Final = frozenset({"decided", "open", "waiting"})


@dataclass(frozen=True)
class Ask:
    """One field. `must` is what to say when it is missing; with `when` it must be there only if that other field has
    one of those values, with `without` only if that other field is empty. `options` "found" are offered at run time.
    """

    name: str
    label: str
    how: Literal["line", "long", "one", "pick", "date", "time"] = "long"
    must: str = ""
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    when: tuple[str, frozenset[str]] | None = None
    without: str = ""


@dataclass(frozen=True)
class Step:
    """One step: its name in the address, what it writes, in which states it is offered, and by whom it may be taken.

    `search` is the label of the box that finds what is chosen from; `store` keeps a step to one of the two stores.
    """

    name: str
    kind: str
    title: str
    hint: str
    button: str
    states: frozenset[str]
    asks: tuple[Ask, ...] = ()
    lead: bool = True
    search: str = ""
    store: str = ""
    done: str = "Written down."


_WHEN: Final = (
    Ask("on", "On which day did it happen?", "date", hint="For example, 27 3 2026. Leave it empty if it is now"),
    Ask("at", "At what time, if you know?", "time", hint="For example, 4:30pm"),
)
_CLOSING: Final = (
    Ask("reason", "Why can it be closed?", must="Write why it can be closed: it may be read in years."),
    Ask(
        "child_view", "What does the child say about it?", must="Write what the child says, or below why that is "
        "missing.", hint="In their own words, where you can", without="no_view_why",
    ),
    Ask("no_view_why", "If the child's view is missing: why?"),
    Ask(
        "feedback", "Does whoever raised it know what came of it?", "one", "Say whether they know.",
        options=words.FEEDBACK,
    ),
    Ask("feedback_how", "How were they told, or why not?", must="Write how they were told, or why not."),
    Ask(
        "to_author", "Words for whoever raised it",
        hint="They read this with their code. Write it so that nobody else who reads it learns anything",
    ),
)  # fmt: skip
_CAME_OF_IT: Final = Ask("outcome", "What came of it?", "one", "Choose what came of it.", options=words.OUTCOMES)
_FOUND: Final = Ask("outcome", "What was found?", "one", "Choose what was found.", options=words.FINDINGS)
STEPS: Final[Mapping[str, Step]] = {
    step.name: step
    for step in (
        Step(
            "acknowledge", "acknowledged", "I have read it",
            "From here on you have it. The alarms for it stop, and its clock moves on to triage.",
            "I have read it", frozenset({"raised"}), done="You have it now. Triage it next.",
        ),
        Step(
            "triage", "triaged", "Triage",
            "How bad is it, and is the child safe this minute? In danger now: ring 999 first, write later.",
            "Save the triage", frozenset({"acknowledged", "triaged"}),
            (
                Ask("safe_now", "Is the child safe now?", "one", "Say whether the child is safe now.",
                    "If not: ring 999 now, then go on here", words.YES_NO),
                Ask("risk", "How high is the risk?", "one", "Choose how high the risk is.", options=words.RISKS),
                Ask("reason", "What makes you think so?", must="Write what makes you think so."),
                Ask("alleged", "Who is said to have done it?", "line", hint="Leave it empty if nobody is named"),
                Ask("about_staff", "Do they work or volunteer with children?", "one",
                    "Say whether they work or volunteer with children.",
                    "If yes, it belongs to the allegations, where they and those close to them cannot see it",
                    {**words.YES_NO, "none": "Nobody is named"}),
                Ask("conflict", "Does it touch a safeguarding lead, or somebody close to one?", "one",
                    "Say whether it touches a lead: whoever it touches must not see it.", options=words.YES_NO),
                Ask("conflict_who", "Whom does it touch, and how?", "line", "Write whom it touches.",
                    when=("conflict", frozenset({"yes"}))),
            ),
            done="Triaged. Decide next what is done.",
        ),
        Step(
            "decide", "decided", "Decide",
            "What is done, on which threshold, and why. Your name stands beside it.",
            "Save the decision", frozenset({"triaged"}) | AT_WORK,
            (
                Ask("decision", "What is done?", "one", "Choose what is done.",
                    "Urgent: ring the police on 999 or the duty team now, then write it here", words.DECISIONS),
                Ask("threshold", "On which threshold?", "one", "Choose the threshold that you used.",
                    options=words.THRESHOLDS),
                Ask("reason", "Why?", must="Write why: a decision without its reason cannot be understood later."),
                Ask("consent", "Were the child or the parents asked before anything is shared?", "one",
                    "Say whether anybody was asked.",
                    "Never ask a parent where that could put the child in danger", words.CONSENTS),
                Ask("consent_why", "Why not, or why in spite of it?", must="Write why nobody was asked, or why it is "
                    "shared in spite of a no.", when=("consent", frozenset({"refused", "not_asked"}))),
            ),
            done="Decided.",
        ),
        Step(
            "note", "note", "Write a note",
            "What happened, as plainly as you can. Keep what somebody said apart from what you think of it.",
            "Save the note", ANY,
            (
                Ask("what", "What happened?", must="Write what happened."),
                Ask("source", "How do you know?", "one", "Say how you know.", options=words.SOURCES),
                *_WHEN,
            ),
            lead=False,
        ),
        Step(
            "amend", "amended", "Put something right",
            "Nothing is overwritten: what was there stays to be read, and your words stand above it.",
            "Put it right", ANY,
            (
                Ask("of", "Which entry is wrong?", "pick", "Choose which entry is wrong."),
                Ask("words", "What is right?", must="Write what is right."),
                Ask("why", "How did it go wrong?", must="Write how it went wrong."),
            ),
            lead=False, done="Put right. The old words can still be read.",
        ),
        Step(
            "action", "action", "Agree an action", "One thing that somebody does, and by when.", "Save the action",
            OPEN,
            (
                Ask("what", "What is done?", must="Write what is done."),
                Ask("who", "Who does it?", "line", "Write who does it."),
                Ask("by", "By which day?", "date", "Say by which day, so that it can be chased."),
            ),
            lead=False, done="The action is on the list.",
        ),
        Step(
            "done", "action_done", "An action is done", "Say which, and what came of it.", "Save", ANY,
            (
                Ask("of", "Which action?", "one", "Choose the action."),
                Ask("came_of_it", "What came of it?", must="Write what came of it."),
            ),
            lead=False,
        ),
        Step(
            "wait", "waiting", "Wait for others", "What has to come before you can go on.", "Save",
            frozenset({"decided", "open"}),
            (
                Ask("for_whom", "For whom or what do you wait?", "line", "Write for whom or what you wait."),
                Ask("until", "When do you chase them?", "date", "Say when you chase them."),
            ),
        ),
        Step(
            "open", "opened", "Go on working", "What you waited for has come, or work begins.", "Save",
            frozenset({"decided", "waiting"}),
            (Ask("why", "What happens now?", must="Write what happens now."),),
        ),
        Step(
            "allocate", "allocated", "Give it to somebody",
            "They see this one case and can add to it. They cannot decide or close. They are told only that something "
            "waits for them.",
            "Give it to them", OPEN,
            (
                Ask("user_id", "To whom?", "one", "Choose somebody. Search by name if they are not listed."),
                Ask("why", "What do you want them to do?", must="Write what they are to do."),
            ),
            search="Name of a lead or a practitioner", done="They have it now.",
        ),
        Step(
            "take-back", "taken_back", "Take it back from somebody", "From the next page on they do not see it.",
            "Take it back", ANY,
            (
                Ask("user_id", "From whom?", "one", "Choose from whom."),
                Ask("why", "Why?", must="Write why."),
            ),
            done="They do not see it any more.",
        ),
        Step(
            "told", "told", "Tell the child",
            "What the child was told about what happens now, by whom and how. Where telling would put them in danger, "
            "write that instead.",
            "Save", ANY,
            (
                Ask("told", "Was the child told?", "one", "Say whether the child was told.", options=words.TOLD),
                Ask("what", "What were they told, and what did they say?", must="Write what they were told.",
                    when=("told", frozenset({"yes"}))),
                Ask("how", "By whom and how?", "line", "Write by whom and how.", when=("told", frozenset({"yes"}))),
                Ask("why_not", "Why not?", must="Write why not.", when=("told", frozenset({"no", "not_yet"}))),
                Ask("to_author", "Words for whoever raised it",
                    hint="They read this with their code. Write it so that nobody else who reads it learns anything"),
                *_WHEN,
            ),
            lead=False,
        ),
        Step(
            "advocate", "advocate", "Ask for an advocate",
            "Somebody independent who speaks up for the child. A child in care or who complains has a right to one.",
            "Save", ANY,
            (
                Ask("advocate_wanted", "Does the child want one?", "one", "Say whether the child wants one.",
                    options=words.ADVOCATE),
                Ask("who", "Who was asked to be it?", "line", "Write who was asked.", "A service or a name",
                    when=("advocate_wanted", frozenset({"yes"}))),
                Ask("by", "By which day do they meet the child?", "date",
                    "Say by which day, so that it can be chased.", when=("advocate_wanted", frozenset({"yes"}))),
                Ask("why_not", "What did the child say?", must="Write what the child said.",
                    when=("advocate_wanted", frozenset({"no", "not_yet"}))),
                Ask("to_author", "Words for whoever asked",
                    hint="They read this with their code. Write it so that nobody else who reads it learns anything"),
            ),
            lead=False, done="Written down. Chase it on the day that you named.",
        ),
        Step(
            "name", "named", "Name a person",
            "Somebody whom this council knows: the child, a brother or sister, an adult. Cases about the same people "
            "are then found together.",
            "Name them", ANY,
            (
                Ask("person_id", "Who?", "one", "Choose somebody. Search by name if they are not listed."),
                Ask("part", "As whom?", "one", "Say as whom.", options=words.PARTS),
            ),
            search="Name of the person", done="They are named on this case.",
        ),
        Step(
            "link", "linked", "Link with another case",
            "Brothers and sisters, the same adult, the same home. Both cases say so.", "Link them", ANY,
            (
                Ask("case_id", "Which case?", "one", "Choose a case. Search by its reference if it is not listed."),
                Ask("why", "What do they have in common?", must="Write what they have in common."),
            ),
            search="Reference of the other case", done="Linked. Both cases say so.",
        ),
        Step(
            "review", "reviewed", "Review it", "Look again at what was decided: does it still hold?",
            "Save the review", READ,
            (
                Ask("what", "What did you look at, and what do you find?", must="Write what you find."),
                Ask("safe_now", "Is the child safe now?", "one", "Say whether the child is safe now.",
                    options=words.YES_NO),
                Ask("risk", "How high is the risk now?", "one", "Choose how high the risk is.", options=words.RISKS),
            ),
            done="Reviewed.",
        ),
        Step(
            "close", "closed", "Close it", "Only once the child is safe, or others have taken it over.", "Close it",
            AT_WORK, (_CAME_OF_IT, *_CLOSING), store="concerns", done="Closed. It can be opened again at any time.",
        ),
        Step(
            "propose-closing", "closing", "Propose to close it",
            "An allegation is closed by two leads. Another lead reads what you write and closes it or sends it back.",
            "Propose to close it", AT_WORK, (_FOUND, *_CLOSING), store="allegations",
            done="It waits for a second lead now.",
        ),
        Step(
            "confirm-closing", "closed", "Close it as the second lead",
            "Read the whole case first. You answer for closing it as much as whoever proposed it.", "Close it",
            frozenset({"closing"}),
            (Ask("reason", "Why do you agree?", must="Write why you agree."),),
            store="allegations", done="Closed. It can be opened again at any time.",
        ),
        Step(
            "send-back", "not_closed", "Do not close it", "Say what is missing. The case is open again.",
            "Send it back", frozenset({"closing"}),
            (Ask("reason", "What is missing?", must="Write what is missing."),),
            store="allegations", done="It is open again.",
        ),
        Step(
            "reopen", "reopened", "Open it again", "Something has come up. It starts again at the decision.",
            "Open it again", frozenset({"closed"}),
            (Ask("reason", "Why?", must="Write why it is opened again."),),
            done="It is open again. Decide next what is done.",
        ),
    )
}  # fmt: skip
"""The steps, in the order in which they are offered."""

