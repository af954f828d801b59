"""Every access page: the list and the giving, one person, roles, requests."""

from core.admin.access import member_views, people_views, request_views
from core.admin.access.blueprint import blueprint

__all__ = ["blueprint", "member_views", "people_views", "request_views"]
