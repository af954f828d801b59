"""The plugin's blueprint: everything under /<council>/programme/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("participation_in_governance", __name__)
