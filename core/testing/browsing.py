"""A test client that looks at the quality of every page it fetches, and fills in forms as a browser does."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.testing.pages import Page, faults


class PageClient(FlaskClient):
    """Flask's test client; a page that breaks a rule of core.testing.pages fails the test that fetched it."""

    look = True  # a test that plants a broken page on purpose turns this off

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; raises AssertionError when the answer is a page with faults."""
        response = super().open(*args, **kwargs)
        if self.look and response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            found = faults(response.get_data(as_text=True))
            asked = response.request.path
            assert not found, "\n- ".join([f"{response.status_code} {asked}:", *found])
        return response

    def submit(self, url: str, data: Mapping[str, Any] | None = None, *, action: str = "") -> TestResponse:
        """Fetch `url`, fill its POST form in with `data`, send it; fields left alone keep what they showed.

        Where a page has several POST forms, `action` is a part of the wanted one's address;
        otherwise the last is taken.
        """
        shown = self.get(url)
        assert shown.status_code == 200, f"{url} answered {shown.status_code}"
        form = _form(Page(shown.get_data(as_text=True)), action)
        target = form.get("action") or shown.request.full_path.rstrip("?")
        return self.post(target, data={**_values(form), **(data or {})})


def _form(page: Page, action: str) -> Element:
    forms = [form for form in page.all("form") if (form.get("method") or "").lower() == "post"]
    wanted = [form for form in forms if action in (form.get("action") or "")]
    assert wanted, f"no POST form to {action or 'send'} on the page"
    return wanted[-1]


def _values(form: Element) -> dict[str, list[str]]:
    """What a browser would send of a form as it was shown: hidden, typed, ticked and chosen."""
    values: dict[str, list[str]] = {}
    for field in form.iter():
        name = field.get("name")
        if name and field.get("disabled") is None:
            values.setdefault(name, []).extend(_of(field))
    return {name: given for name, given in values.items() if given}


def _of(field: Element) -> list[str]:
    kind = field.get("type", "text")
    if field.tag == "textarea":
        return ["".join(field.itertext()).removeprefix("\n")]
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None]
        if not chosen and field.get("multiple") is None:
            chosen = options[:1]
        return [one.get("value") or "" for one in chosen]
    if field.tag != "input" or kind in {"submit", "button", "reset", "image", "file"}:
        return []
    if kind in {"checkbox", "radio"}:
        return [field.get("value") or "on"] if field.get("checked") is not None else []
    return [field.get("value") or ""]
