"""The plugin's blueprint: everything under /<council>/what-happened/. Views attach themselves to it."""

from flask import Blueprint

blueprint = Blueprint("influence", __name__)
