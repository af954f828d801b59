"""Two ways in: everybody's page for telling somebody, and the desk of those who look after it."""

from flask import Blueprint

telling = Blueprint("telling", __name__, url_prefix="/<authority>/tell-someone")
desk = Blueprint("safeguarding", __name__, url_prefix="/<authority>/safeguarding")
