"""Those who carry messages out of this deployment: a log, a folder, an SMTP server, GOV.UK Notify.

Each prepares a letter as far as it can without giving it away, and hands it over at the last moment.
"""

from core.notify.carriers.choosing import Post, opened
from core.notify.carriers.faults import NotTaken, Refused, Unclear

__all__ = ["NotTaken", "Post", "Refused", "Unclear", "opened"]
