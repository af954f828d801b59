"""Why a release was not made or signed."""


class ReleaseRefused(Exception):
    """Nothing was released; the message says why in plain words, and what to do."""
