"""Every page of this package, in the order in which people meet them: sign in, join, one's account."""

from core.users import account_views, join_views, sign_in_views
from core.users.blueprint import blueprint

__all__ = ["account_views", "blueprint", "join_views", "sign_in_views"]
