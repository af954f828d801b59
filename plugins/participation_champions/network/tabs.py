"""The sister pages of the network, as they stand at the top of each."""

from flask import url_for

PAGES = (
    ("champions", "participation_champions.index", "Champions"),
    ("map", "participation_champions.coverage", "Where nobody is"),
    ("share", "participation_champions.share", "Meet and share"),
    ("questions", "participation_champions.questions", "Questions"),
    ("scorecard", "participation_champions.scorecard", "Scorecard"),
    ("shift", "participation_champions.shift", "The shift"),
    ("gifts", "participation_champions.gifts", "Partners"),
)


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """(label, address, is this the present page) of each."""
    return [(label, url_for(endpoint), key == current) for key, endpoint, label in PAGES]
