"""The plugin's blueprint: everything under /<council>/learning/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("learning", __name__)
