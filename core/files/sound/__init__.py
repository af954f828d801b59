"""Recordings: known by what stands in them, and written anew with their sound alone.

Titles, names, places, dates, pictures and programs that recorders write beside the sound are left out or overwritten:
each format has a list of what is kept, and nothing else is. The sound itself is not decoded. A format whose parts
cannot be told apart safely is refused.
"""

from core.files.sound.cleaning import ENDINGS, Sound, cleaned

__all__ = ["ENDINGS", "Sound", "cleaned"]
