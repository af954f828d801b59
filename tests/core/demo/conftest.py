"""A deployment of the two test councils, as the command line finds it."""

import pytest
from flask import Flask

from core.config import Deployment


@pytest.fixture
def deployed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Deployment:
    """A deployment of the two test councils in the environment."""
    found: Deployment = app.extensions["heard"].deployment
    monkeypatch.setenv("HEARD_ENV", found.env)
    monkeypatch.setenv("HEARD_DATA", str(found.data))
    monkeypatch.setenv("HEARD_DATABASE_URL", found.database_url)
    monkeypatch.setenv("HEARD_AUTHORITIES", ":".join(str(folder) for folder in found.authorities))
    return found
