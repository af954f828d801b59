"""The browser tests themselves: what they must notice, and what they say where there is no browser."""

import shutil

import pytest

from core.testing.browser import BrowserMissing, find_chromium
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor


def test_without_a_browser_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(BrowserMissing, match="apt-get install chromium"):
        find_chromium()


@pytest.mark.parametrize(
    ("script", "noticed"),
    [
        ("console.error('a broken thing')", "a broken thing"),
        ("setTimeout(() => { throw new Error('thrown') })", "thrown"),
        ("document.head.append(Object.assign(document.createElement('style'), {innerHTML: 'p {}'}))", "style-src"),
        ("new Image().src = 'http://127.0.0.2:9/spy.png'", "127.0.0.2"),
        ("fetch('/no-such-page')", "404"),
    ],
)
def test_what_a_visitor_would_not_see_is_noticed(visit: Visit, script: str, noticed: str) -> None:
    visitor = visit()
    visitor.go("/")
    visitor.page.evaluate(f"() => {{ {script} }}")
    assert noticed in _complaint(visitor)


def _complaint(visitor: Visitor) -> str:
    for _ in range(100):  # the browser tells of some faults a little later
        if visitor.watch.faults:
            break
        visitor.page.wait_for_timeout(50)
    with pytest.raises(AssertionError) as refused:
        visitor.watch.settle()
    visitor.page.goto("about:blank")
    visitor.watch.faults.clear()  # the visit's own end looks again
    return str(refused.value)
