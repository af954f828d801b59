"""The blueprint of signing in, joining and one's own account; its routes stand in the `*_views` modules."""

from flask import Blueprint

blueprint = Blueprint("users", __name__)
