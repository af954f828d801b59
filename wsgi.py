"""The door for a WSGI server: `gunicorn wsgi:app`."""

from core.app import create_app

app = create_app()
