"""The plugin's blueprint: everything under /<council>/standards/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("standards", __name__)
