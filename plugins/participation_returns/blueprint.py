"""The plugin's blueprint: everything under /<council>/returns/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("participation_returns", __name__)
