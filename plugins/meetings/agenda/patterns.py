"""The agenda that a meeting can start from: welcome, news, talk, decide, break, end, shared out over its minutes.

Where the meeting has a formal part, these items fill it and the rest is time together (W58).
"""

from typing import Any, Final

Values = dict[str, Any]

USUAL: Final[tuple[tuple[str, str, str, int], ...]] = (  # kind, title, easy title, weight
    ("welcome", "Welcome", "Hello", 2),
    ("news", "What happened since last time", "What happened since last time", 2),
    ("talk", "Talk about it", "We talk", 7),
    ("decide", "Decide", "We choose", 3),
    ("break", "Break", "Break", 2),
    ("end", "What happens next", "The end", 1),
)
TOGETHER: Final = ("activity", "Time together", "Time together")
STEP: Final = 5  # minutes; an agenda is planned in fives
TAKES_THE_REST: Final = "talk"


def usual(minutes: int, formal_minutes: int | None, informal_part: str = "") -> list[Values]:
    """The items of the usual agenda as columns; their minutes add up to `minutes`."""
    formal = min(formal_minutes or minutes, minutes)
    made = [
        _item(kind, title, easy, "formal", share)
        for (kind, title, easy, _), share in zip(USUAL, _shares(formal), strict=True)
    ]
    rest = minutes - formal
    return [*made, _item(TOGETHER[0], informal_part or TOGETHER[1], TOGETHER[2], "informal", rest)] if rest else made


def _shares(minutes: int) -> list[int | None]:
    """Each item's minutes in fives by its weight, talking takes what is left; none where a meeting is too short."""
    whole = sum(weight for *_, weight in USUAL)
    shares = {kind: max(STEP, minutes * weight // whole // STEP * STEP) for kind, _, _, weight in USUAL}
    shares[TAKES_THE_REST] += minutes - sum(shares.values())
    return [shares[kind] if shares[TAKES_THE_REST] > 0 else None for kind, *_ in USUAL]


def _item(kind: str, title: str, easy: str, part: str, minutes: int | None) -> Values:
    return {"kind": kind, "title": title[:200], "title_easy": easy, "part": part, "minutes": minutes}
