"""The one blueprint of the plugin, at /<council>/meetings/."""

from flask import Blueprint

blueprint = Blueprint("meetings", __name__)
