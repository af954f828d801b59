"""Messages: a neutral sentence and a link, in the way that each person chose; what is new stands behind the link.

`Notice` declares a kind of message, `tell` asks for one in the caller's transaction. Who may be written to, and where,
is asked at the moment of sending (trust: withdrawal bites at sending). Every message also stands on this site; `guests`
are people without an account who left an address with one thing.
"""

from core.notify import guests
from core.notify.notice import Notice
from core.notify.notices import NoticeFault
from core.notify.telling import tell

__all__ = ["Notice", "NoticeFault", "guests", "tell"]
