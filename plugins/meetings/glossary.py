"""The words that Easy Read should not use at a council, with easier ones: its hard words and those it avoids."""

from core.api import Authority
from plugins.meetings.here import chosen

BETWEEN = "="


def glossary(authority: Authority) -> dict[str, str]:
    """Hard word -> easier words, as `easy_read.check` wants it; a line without an easier word is left out."""
    avoided = {one.word: one.instead for one in authority.file.words.avoid}
    pairs = (line.partition(BETWEEN) for line in chosen(authority).hard_words)
    own = {hard.strip(): easier.strip() for hard, _, easier in pairs if hard.strip() and easier.strip()}
    return avoided | own
