"""What a young chair can say at each kind of item, and cards with tips for taking turns (M8).

An item's own prompt goes before ours. Words are short enough to be read aloud while people look at you.
"""

from collections.abc import Sequence
from typing import Any, Final

from core.api import as_written, banded, gettext, gettext_noop

SAY: Final[dict[str, tuple[str, str]]] = {  # kind -> standard, easy
    "welcome": (
        gettext_noop("Hello everyone. I chair today. Let us go round and say our names. You can pass if you like."),
        gettext_noop("Hello everyone. I lead the meeting today. Please say your name. You can pass."),
    ),
    "news": (
        gettext_noop("This is what happened since we last met. Is anything missing? Are we happy with it?"),
        gettext_noop("This is what happened since last time. Is it good? Did we forget something?"),
    ),
    "talk": (
        gettext_noop("Now we talk about this. Who would like to start? Everybody has a turn, and you can pass."),
        gettext_noop("Now we talk about this. Who wants to start? Everybody has a turn. You can pass."),
    ),
    "decide": (
        gettext_noop("We have to decide. Does anybody see it differently? What would change your mind?"),
        gettext_noop("We choose now. What do you want? Does anybody want something else?"),
    ),
    "activity": (
        gettext_noop("Now we do something together. Does everybody know what to do? Ask if you do not."),
        gettext_noop("Now we do something. Do you know what to do? Ask if you are not sure."),
    ),
    "break": (
        gettext_noop("Let us have a break. Please be back at the time that it says here."),
        gettext_noop("We have a break now. Please come back after it."),
    ),
    "end": (
        gettext_noop("Thank you. What will happen next is this. Did everybody say what they wanted to say?"),
        gettext_noop("Thank you. This will happen next. Did you say what you wanted to say?"),
    ),
}

TURN_CARDS: Final[dict[str, tuple[str, ...]]] = {
    "": (
        gettext_noop("Ask somebody who has not spoken. They can say no."),
        gettext_noop("One person speaks at a time. Hold up your hand if two do."),
        gettext_noop("Wait. Count to 5 in your head before you go on."),
        gettext_noop("Say back what you heard. Ask: did I get that right?"),
        gettext_noop("Look at the people online too. Ask what they think."),
        gettext_noop("Is a word hard? Ask what it means. Others want to know too."),
    ),
    "decide": (
        gettext_noop("Ask each person: yes, no, or not sure?"),
        gettext_noop("Say the choice out loud before you choose."),
    ),
    "break": (gettext_noop("You need a break too. Have a drink."),),
    "end": (gettext_noop("Ask who will tell us what happened, and by when."),),
}
AT_ONCE: Final = 2  # cards on one page


def say(item: Any) -> Any:
    """What the chair can say at this item, in the reader's band: its own prompt as it was written, or ours."""
    if item.prompt:
        return as_written(banded(item.prompt))
    standard, easy = SAY.get(item.kind, SAY["talk"])
    return banded(gettext(standard), easy=gettext(easy))


def turn_cards(kind: str, number: int) -> list[str]:
    """The tips for the item with this number: those of its kind first, then others in turn."""
    return [gettext(tip) for tip in _cards(TURN_CARDS.get(kind, ()), number)]


def _cards(own: Sequence[str], number: int) -> list[str]:
    others = TURN_CARDS[""]
    begin = (number - 1) * AT_ONCE % len(others)
    return [*own, *others[begin:], *others[:begin]][:AT_ONCE]
