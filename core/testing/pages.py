"""What every page must be, whatever it says: checked on each page that a test fetches.

Sources: WCAG 2.2 (1.1.1, 1.3.1, 2.4.1, 2.4.2, 2.4.4, 3.1.1, 4.1.2) and the content security policy, which
allows nothing inline and nothing from elsewhere.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

Check = Callable[["Page"], Iterator[str]]
SILENT_INPUTS = frozenset({"hidden", "submit", "button", "reset", "image"})
PLACEHOLDERS = re.compile(r"\{\{|\}\}|\{%|\bUndefined\b|<function |<bound method ")
_WORD = re.compile(r"\w{3,}")


class Page:
    """A parsed page, with the few questions that the checks ask of it."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        self.root: Element = parser.parse(html)
        self.errors = [f"line {line}: {code}" for (line, _), code, _ in parser.errors]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.ids = Counter(element.get("id", "") for element in self.root.iter() if element.get("id"))

    def all(self, *tags: str) -> Iterator[Element]:
        """Every element with one of these names, in the order of the page."""
        return (element for element in self.root.iter() if element.tag in tags)

    def inside(self, element: Element, tag: str) -> Element | None:
        """The nearest `tag` around `element`."""
        found = self.parents.get(element)
        while found is not None and found.tag != tag:
            found = self.parents.get(found)
        return found


def text(element: Element) -> str:
    """What an element says, alternatives of its pictures included, spaces joined."""
    parts = ["".join(element.itertext())]
    inner = (part for part in element.iter() if part is not element)
    parts += [part.get("alt") or part.get("aria-label") or "" for part in inner]
    return " ".join(" ".join(parts).split())


def faults(html: str) -> list[str]:
    """Everything that is wrong with a page, one plain sentence each; empty when all is well."""
    return list(_faults(html))


@lru_cache(maxsize=256)  # the same page is often fetched again within a run
def _faults(html: str) -> tuple[str, ...]:
    page = Page(html)
    return tuple(fault for check in CHECKS for fault in check(page))


def _well_formed(page: Page) -> Iterator[str]:
    yield from (f"the HTML is not well formed: {error}" for error in page.errors)
    said = text(page.root)
    if found := PLACEHOLDERS.search(said):
        yield f"a placeholder shows on the page: {said[max(0, found.start() - 20) : found.end() + 20]!r}"


def _language(page: Page) -> Iterator[str]:
    if not page.root.get("lang"):
        yield "<html> does not say its language"


def _one_heading(page: Page) -> Iterator[str]:
    headings = list(page.all("h1"))
    if len(headings) != 1:
        yield f"there are {len(headings)} h1 headings, there must be one"
        return
    title = next((text(found) for found in page.all("title")), "")
    if not _words(title) & _words(text(headings[0])):
        yield f"the title {title!r} says nothing of the heading {text(headings[0])!r}"


def _heading_order(page: Page) -> Iterator[str]:
    before = 0
    for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(heading.tag[1])
        if level > before + 1 and before:
            yield f"the heading {text(heading)!r} skips from level {before} to {level}"
        before = level


def _landmarks(page: Page) -> Iterator[str]:
    mains = list(page.all("main"))
    if len(mains) != 1:
        yield f"there are {len(mains)} <main> elements, there must be one"
    first = next(page.all("a"), None)
    target = (first.get("href") or "") if first is not None else ""
    if not target.startswith("#") or target[1:] not in page.ids:
        yield "the first link does not skip to the main content"


def _ids(page: Page) -> Iterator[str]:
    yield from (f"the id {name!r} stands there {n} times" for name, n in page.ids.items() if n > 1)
    for element in page.root.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            lost = [name for name in (element.get(attribute) or "").split() if name not in page.ids]
            yield from (f"{attribute} points at {name!r}, which is not there" for name in lost)
    for link in page.all("a"):
        target = link.get("href") or ""
        if len(target) > 1 and target.startswith("#") and target[1:] not in page.ids:
            yield f"a link points at {target}, which is not on the page"


def _labels(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label") if text(label)}
    for field in page.all("input", "select", "textarea"):
        if field.tag == "input" and field.get("type", "text") in SILENT_INPUTS:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not (named or field.get("id") in labelled or page.inside(field, "label") is not None):
            yield f"the field {field.get('name') or field.get('id')!r} has no label"


def _names(page: Page) -> Iterator[str]:
    for element in page.all("a", "button"):
        if not (text(element) or element.get("aria-label") or element.get("aria-labelledby")):
            yield f"a {element.tag} says nothing ({element.get('href') or element.get('class')})"
    for image in page.all("img"):
        if image.get("alt") is None:
            yield f"the picture {image.get('src')} has no alt"
    yield from ("a table has no headings" for table in page.all("table") if table.find(".//th") is None)


def _nothing_inline(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"there is an inline <{element.tag}>"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"<{element.tag}> has an inline {name}"


def _nothing_from_elsewhere(page: Page) -> Iterator[str]:
    for element in page.all("script", "img", "iframe", "source", "audio", "video", "link", "embed", "object"):
        address = element.get("src") or element.get("href") or element.get("data") or "/"
        if not address.startswith("/") or address.startswith("//"):
            yield f"<{element.tag}> loads {address}"


def _forms(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        tokens = [one.get("value") for one in form.iter("input") if one.get("name") == "csrf_token"]
        if (form.get("method") or "get").lower() == "post" and not any(tokens):
            yield f"the form to {form.get('action') or 'this page'} carries no CSRF token"


def _words(sentence: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(sentence)}


CHECKS: tuple[Check, ...] = (
    _well_formed,
    _language,
    _one_heading,
    _heading_order,
    _landmarks,
    _ids,
    _labels,
    _names,
    _nothing_inline,
    _nothing_from_elsewhere,
    _forms,
)
