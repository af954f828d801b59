"""The one blueprint of the plugin, at /<council>/groups/."""

from flask import Blueprint

blueprint = Blueprint("groups", __name__)
