"""The plugin's blueprint: everything under /<council>/youth-voice/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("youth_voice", __name__)
