"""The words of the influence plugin: each fixed list as key -> what people read."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

SORTS: Final[Words] = {
    "change": gettext_noop("Something should change"),
    "praise": gettext_noop("Something works well"),
    "question": gettext_noop("I want to know something"),
}
GIVEN_AS: Final[Words] = {
    "words": gettext_noop("Words"),
    "drawing": gettext_noop("A drawing"),
    "photo": gettext_noop("A photo"),
    "audio": gettext_noop("A recording"),
    "observed": gettext_noop("What a child showed without words"),
}
VOICES: Final[Words] = {
    "person": gettext_noop("One person"),
    "group": gettext_noop("A group"),
    "anonymous": gettext_noop("Without a name"),
}
ENTERED: Final[Words] = {
    "self": "They wrote it themselves",
    "worker": "A worker wrote it down as it was said",
    "paper": "Typed in from paper",
    "on_behalf": "Somebody speaks for them",
    "reported": "Said at a meeting or in another place of Heard",
}
PERMISSIONS: Final[Words] = {
    "my_worker": gettext_noop("My worker may read it"),
    "team": gettext_noop("The team may read it"),
    "decision_makers": gettext_noop("The people who decide may read it"),
    "published": gettext_noop("Everybody may read it"),
    "nobody": gettext_noop("Only me"),
}
"""From few readers to many, but for the last."""
FEWEST_FIRST: Final = ("nobody", "my_worker", "team", "decision_makers", "published")
MAY_BE_ASKED: Final = frozenset({"team", "decision_makers", "published"})
MAY_BE_SHOWN_TO_OWNERS: Final = frozenset({"decision_makers", "published"})

STATUSES: Final[Words] = {
    "draft": gettext_noop("Being written"),
    "waiting": gettext_noop("Waiting for an answer"),
    "doing": gettext_noop("They are doing it"),
    "done": gettext_noop("They say it is done"),
    "partly": gettext_noop("Partly"),
    "cannot": gettext_noop("They cannot, and say why"),
    "withdrawn": gettext_noop("Taken back"),
}
TONES: Final = {"waiting": "accent", "doing": "accent", "done": "good", "partly": "warn", "cannot": "warn"}
"""In which colour a state or an outcome is shown; any other is neutral."""
OUTCOMES: Final[Words] = {
    "done": gettext_noop("Done"),
    "doing": gettext_noop("We are doing it"),
    "partly": gettext_noop("Partly"),
    "cannot": gettext_noop("We cannot, and this is why"),
}
NEEDS_REASON: Final = frozenset({"partly", "cannot"})
"""A no, whole or in part, is a full answer, and only with its reason (LA9)."""
NEEDS_PROMISE: Final = frozenset({"doing"})
"""A promise has somebody who does it and a day."""
OWNER_STATES: Final[Words] = {
    "waiting": "Waiting for the answer",
    "answered": "Answered",
    "passed_on": "Passed on to somebody else",
}
PROMISE_STATES: Final[Words] = {
    "open": gettext_noop("To do"),
    "done": gettext_noop("Done"),
    "dropped": gettext_noop("Will not be done"),
}
PROMISE_TONES: Final = {"done": "good", "open": "accent", "dropped": "bad"}
VERDICTS: Final[Words] = {
    "yes": gettext_noop("Yes, that happened"),
    "partly": gettext_noop("Partly"),
    "no": gettext_noop("No"),
}
CHECK_ANSWERS: Final[Words] = {
    "yes": gettext_noop("Yes"),
    "partly": gettext_noop("Partly"),
    "no": gettext_noop("No"),
    "not_me": gettext_noop("It is not about me"),
}
CHANGES: Final[Words] = {
    "asked": gettext_noop("The question was sent"),
    "owner_added": gettext_noop("Somebody else was asked as well"),
    "passed_on": gettext_noop("It was passed on to somebody else"),
    "answered": gettext_noop("There is an answer"),
    "promised": gettext_noop("There is a new promise"),
    "promise_done": gettext_noop("A promise was kept"),
    "promise_dropped": gettext_noop("A promise was given up"),
    "promise_moved": gettext_noop("A promise has another day"),
    "proof": gettext_noop("There is proof"),
    "check": gettext_noop("You are asked whether it happened"),
    "overdue": gettext_noop("The answer is late"),
    "escalated": gettext_noop("Somebody above was told that the answer is late"),
    "verdict": gettext_noop("Somebody who asked said what they think"),
    "published": gettext_noop("Everybody can read it"),
    "unpublished": gettext_noop("It is not public any more"),
    "view_taken_back": gettext_noop("Something that was said was taken back"),
    "withdrawn": gettext_noop("The question was taken back"),
}
TELLS: Final = frozenset(
    {
        *("asked", "passed_on", "answered", "promised", "promise_done", "promise_dropped", "promise_moved"),
        *("proof", "check", "overdue", "withdrawn"),
    }
)
"""The changes of which those who asked are told."""
LEDGERED: Final = frozenset(
    {
        *("published", "answered", "passed_on", "promised", "promise_done", "promise_dropped", "promise_moved"),
        *("overdue", "verdict", "unpublished", "withdrawn"),
    }
)
"""The changes of a public ask that are entries of the promise ledger."""
OWN_VOCABULARIES: Final[Words] = {
    "service": gettext_noop("Service"),
    "place": gettext_noop("Place"),
    "rights": gettext_noop("Children's rights"),
}
"""Beside the council's own: keys are the keys of organisations and places, and numbers of articles of the UNCRC."""
PULSE: Final[Words] = {
    "space": gettext_noop("I had a safe place to say what I think"),
    "voice": gettext_noop("I got help to say it in my way"),
    "audience": gettext_noop("The right people listened"),
    "influence": gettext_noop("I know what happens with it now"),
}
SHAPES: Final[Words] = {
    "steps": "Steps in an order",
    "degrees": "Ways side by side, none above another",
    "questions": "Questions that every activity answers",
}
RUN_ANSWERS: Final[Words] = {
    "yes": gettext_noop("Yes"),
    "partly": gettext_noop("Partly"),
    "no": gettext_noop("No"),
}
"""What is answered to each question of a model whose shape is questions."""
