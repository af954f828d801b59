"""The page checks find what they are for, and let a good page pass."""

import pytest

from core.testing.pages import faults

GOOD = """<!doctype html>
<html lang="en"><head><title>Groups - Ashdown</title><link rel="stylesheet" href="/static/heard.css"></head><body>
<a href="#main">Skip to main content</a>
<main id="main"><h1>Find a group</h1><h2>Near you</h2>
<form method="post" action="/x"><input type="hidden" name="csrf_token" value="t">
<label for="q">Group name</label><input id="q" name="q"><button>Find</button></form>
</main></body></html>"""


def test_a_good_page_has_no_faults() -> None:
    assert faults(GOOD.replace("Find a group", "Groups near you")) == []


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('lang="en"', "", "does not say its language"),
        ("<h1>Find a group</h1>", "", "0 h1 headings"),
        ("Groups - Ashdown", "Untitled", "says nothing of the heading"),
        ("<h2>Near you</h2>", "<h4>Near you</h4>", "skips from level 1 to 4"),
        ('href="#main"', 'href="/"', "does not skip to the main content"),
        ('<button>Find</button>', '<button id="q">Find</button>', "stands there 2 times"),
        ('for="q"', 'for="other"', "has no label"),
        ("<button>Find</button>", "<button></button>", "a button says nothing"),
        ("<h2>Near you</h2>", '<img src="/a.png">', "has no alt"),
        ("<h2>Near you</h2>", "<script>1</script>", "inline <script>"),
        ("<h2>Near you</h2>", '<p style="color: red">x</p>', "inline style"),
        ("<h2>Near you</h2>", '<p onclick="x()">x</p>', "inline onclick"),
        ("/static/heard.css", "https://cdn.example/heard.css", "loads https://cdn.example"),
        ('value="t"', 'value=""', "no CSRF token"),
        ("<h2>Near you</h2>", "<p>{{ name }}</p>", "a placeholder shows"),
        ("<h2>Near you</h2>", "<h2>Near you</h3>", "not well formed"),
    ],
)
def test_each_fault_is_told(good: str, bad: str, said: str) -> None:
    page = GOOD.replace("Find a group", "Groups near you") if "Find a group" not in good else GOOD
    assert good in page
    assert said in "\n".join(faults(page.replace(good, bad, 1)))
