"""A local screen of words and phrases: it looks through what people write and only ever asks a human to read it.

    screen("...", language="en").hits    each a phrase, why it is on a list, and where it stands

No text leaves the machine, nothing is learnt from it, and nothing is kept of what holds no hit.
"""

from core.safeguarding.screen.rules import Hit, Screened, look
from core.safeguarding.screen.themes import THEMES
from core.safeguarding.screen.words_files import LANGUAGES, Own, languages_of, ready

__all__ = ["LANGUAGES", "THEMES", "Hit", "Screened", "screen"]


def screen(text: str, *, language: str = "en", own: Own = ()) -> Screened:
    """What the lists of a language, with a council's own entries, find in a text; every language for "" or another."""
    return look(text, ready(languages_of(language), own))
