"""Every access page: the list and the giving, one person, who leaves, requests."""

from core.admin.access import leaver_views, member_views, people_views, request_views
from core.admin.access.blueprint import blueprint

__all__ = ["blueprint", "leaver_views", "member_views", "people_views", "request_views"]
