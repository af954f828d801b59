"""The plugin's blueprint: everything under /<council>/requests/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("requests", __name__)
