"""Papers to print: tagged PDFs (PDF/UA-1) set by Typst, with our own fonts and nothing fetched.

papers.made(TEMPLATES / "minutes.typ", {"title": papers.printable(title), ...})
"""

from core.web.papers.printable import has_unprintable, paragraphs, printable
from core.web.papers.setting import INK, colour, language, made, picture

__all__ = ["INK", "colour", "has_unprintable", "language", "made", "paragraphs", "picture", "printable"]
