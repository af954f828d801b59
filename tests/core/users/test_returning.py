"""After signing in one returns to a page of the same council, and nowhere else."""

import pytest

from core.users.returning import safe_next


@pytest.mark.parametrize("wanted", ["/ashdown/", "/ashdown/groups/", "/ashdown/people/?kind=worker&after=a%20b"])
def test_a_page_of_this_council(wanted: str) -> None:
    """Where somebody was going."""
    assert safe_next(wanted, "/ashdown/") == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        "",
        "groups/",
        "https://evil.example/ashdown/",
        "//evil.example/ashdown/",
        "/\\evil.example/ashdown/",
        "/ashdown/\\evil.example",
        "/ashdown/..//evil.example",
        "/ashdown/../brackwell/",
        "/ashdown/%2e%2e/brackwell/",
        "/ashdown/%252e%252e/brackwell/",
        "/ashdown/.%2e/brackwell/",
        "/ashdown/%5c%5cevil.example",
        "/ashdown//evil.example",
        "/ashdown/a\r\nSet-Cookie: x=y",
        "/ashdown/\tgroups",
        " /ashdown/",
        "/ashdownish/",
        "/brackwell/",
        "javascript:alert(1)",
        "/ashdown/sign-in?next=/ashdown/",
        "/ashdown/sign-out",
        "/ashdown/join/token",
    ],
)
def test_nowhere_else(wanted: str | None) -> None:
    """Other sites, other councils, and the pages one has just left."""
    assert safe_next(wanted, "/ashdown/") is None
