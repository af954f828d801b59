"""What a kind of message is: its name, its one sentence, and how it may go out. Plain values.

The sentence stands on locked screens and in mail boxes that others read, so it names nobody and nothing.
"""

import re
from dataclasses import dataclass

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
LONGEST = 120  # characters: it fits a text message beside the link
FORBIDDEN = re.compile(r"[%{}<>@/\d]")  # what a sentence would be filled in by, or say too much with


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of message, declared by a room of the core or in a plugin's manifest.

    `sentence` is fixed, neutral, and written as gettext_noop("..."). `needs_agreement`: goes out only to those who
    agreed to be contacted in that way; without it a plugin reaches staff alone. `digest`: may wait for somebody's daily
    or weekly message. `urgent`: also at night. A `hidden` one stands on no page of staff, in no count and in no copy of
    somebody's data. `for_adults`: where a child is too young for messages of their own, the adults who stand in for
    them are told; never for what a child did by themselves. `owner` is filled in. Raises ValueError.
    """

    name: str
    sentence: str
    owner: str = "core"
    needs_agreement: bool = True
    digest: bool = True
    urgent: bool = False
    hidden: bool = False
    for_adults: bool = False

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r}: a notice is named room.what, in small letters")
        if FORBIDDEN.search(self.sentence) or not self.sentence.endswith(".") or len(self.sentence) > LONGEST:
            raise ValueError(
                f"{self.name}: the sentence is fixed: one full sentence of at most {LONGEST} characters, with no place "
                "to fill in, no number and no address"
            )
        if self.hidden and self.for_adults:
            raise ValueError(f"{self.name}: what is hidden goes to nobody else")

    @property
    def waits(self) -> bool:
        """True when it may go out together with others later."""
        return self.digest and not self.urgent and not self.hidden
