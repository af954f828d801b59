"""The plugin's blueprint: everything under /<council>/difference/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("evidence", __name__)
