"""The plugin's blueprint: everything under /<council>/champions/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("participation_champions", __name__)
