"""What the journeys of influence have in common: the form of an answer, a day in three boxes, a part of a page."""

from datetime import date

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor

PHONE = {"width": 320, "height": 640}


def answers(visitor: Visitor, outcome: str, words: str, easy: str) -> None:
    """Choose the outcome, write it in two reading bands and send it."""
    visitor.page.get_by_label(outcome, exact=True).check()
    visitor.page.get_by_label("Your answer, in plain words").fill(words)
    visitor.page.get_by_label("The same in Easy Read").fill(easy)
    visitor.press("Send the answer")


def put_day(visitor: Visitor, field: str, day: date) -> None:
    """Type a day into its three boxes."""
    for part in ("day", "month", "year"):
        visitor.page.locator(f"#{field}-{part}").fill(str(getattr(day, part)))


def panel(visitor: Visitor, words: str) -> Locator:
    """The part of a page that has these words in it."""
    return visitor.main.locator("section.panel").filter(has_text=words).first
