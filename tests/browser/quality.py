"""What is looked at on every page: accessibility at three widths, nothing wider than a small phone, reading bands."""

from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page

from core.web.preferences import COOKIE

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (320, 768, 1280)  # pixels: a small phone, a tablet, a desk
HEIGHT = 900
BANDS = ("young", "easy")  # beside the standard one

OF_PLACE = ["target-size", "scrollable-region-focusable"]
"""What depends on where things stand. A tablet shows what a phone or a desk shows, so only this is asked of it."""

RUN_AXE = """async rules => {
  const options = {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}
  if (rules) options.runOnly = {type: 'rule', values: rules}
  const {violations} = await axe.run(document, options)
  return violations.map(found => `${found.id} (${found.help}): ` +
    found.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | '))
}"""
LAYOUT = """() => {
  const faults = []
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (wide > 0) {
    const widest = [...document.querySelectorAll('body *')].find(one => one.getBoundingClientRect().right > innerWidth)
    faults.push(`is ${wide} pixels wider than the window (${widest?.tagName} ${widest?.className})`)
  }
  const headings = document.querySelectorAll('h1').length
  if (headings !== 1) faults.push(`has ${headings} h1`)
  return faults
}"""
DRESS = """band => {
  document.body.className = document.body.className.replace(/band-\\w+/, `band-${band}`)
  if (band === 'easy') document.documentElement.classList.replace('sized-worker', 'sized-easy')
}"""
# What a page is built of, in which colours. Pages of staff show hardly any colour of their council, so one council's
# stand for all.
BUILT_OF = """() => {
  const parts = [...document.querySelectorAll('body, body *')].map(one => `${one.tagName}.${one.className}`)
  const colours = document.querySelector('.face-worker') ? '' : document.querySelector('link[href*="look.css"]')?.href
  return [...new Set(parts)].map(part => `${colours} ${part}`)
}"""


class Quality:
    """Looks at pages: everything once for each kind of page and wherever a part is new, their width always.

    `notes` is a folder in which all processes of a run note what was looked at.
    """

    def __init__(self, notes: Path) -> None:
        self.notes = notes
        self.notes.mkdir(exist_ok=True)

    def faults(self, page: Page, kind: str) -> list[str]:
        """Everything wrong with the page that is shown, in each width and band; `kind` says which page it is."""
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        face = page.evaluate("document.body.className")
        new = [self._is_new(part) for part in (f"{kind} {face}", *page.evaluate(BUILT_OF))]
        return accessible(page) + in_bands(page) if any(new) else list(page.evaluate(LAYOUT))

    def _is_new(self, part: str) -> bool:
        note = self.notes / sha256(part.encode()).hexdigest()
        if note.exists():
            return False
        note.touch()
        return True


def accessible(page: Page, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """What axe finds at each width, and what is wider than the window."""
    page.wait_for_load_state()
    page.evaluate(AXE)
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        rules = OF_PLACE if width == WIDTHS[1] else None
        found += [f"at {width}: {fault}" for fault in [*page.evaluate(RUN_AXE, rules), *page.evaluate(LAYOUT)]]
    return found


def in_bands(page: Page) -> list[str]:
    """What is wrong in the other reading bands, at the smallest width, where large type is hardest to fit."""
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    show = _as_if_in if page.locator("body.face-worker").count() else _reloaded_in
    found: list[str] = []
    for band in BANDS:
        show(page, band)
        plainer = ", ".join(f".band-{one}" for one in BANDS[BANDS.index(band) :])  # Easy Read minutes are so for all
        if not page.evaluate("bands => document.body.matches(bands)", plainer):
            found.append(f"is not shown in the reading band {band}")
        found += [f"in the band {band}: {fault}" for fault in page.evaluate(LAYOUT)]
    page.context.clear_cookies(name=COOKIE)
    return found


def _reloaded_in(page: Page, band: str) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": f"{band}.en", "url": page.url}])
    page.reload()


def _as_if_in(page: Page, band: str) -> None:
    """Pages of staff say the same in every band; only the size of their type differs, and asking again takes long."""
    page.evaluate(DRESS, band)
