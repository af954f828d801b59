"""The impact assessment of one plugin, filled in from its manifest, the catalogue and what the platform does.

The council adds what only it knows: whom it asked, how likely it thinks each risk is, and its own measures.
Source: UK GDPR Art. 35(7); the seven steps of the Information Commissioner's template in our own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.authority.resolve import Authority
from core.data_rights.register.bases import BASES, SPECIAL
from core.data_rights.register.reading import Entry, register
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins

TO_FILL_IN = "For the council to fill in."
GRAVE = ("S3", "S4")
MEASURES = (
    "Each council's rows are walled off from every other's, five times over.",
    "Each page says who may open it; whoever may not gets the page of an address that does not exist.",
    "What somebody sees and changes is noted in a record that nobody can change.",
    "Everything about one person can be given to them, corrected and erased, also where the part is switched off.",
    "Each record has a keeping time, after which it is deleted, or somebody looks at it first.",
    "Messages say nothing but that there is something to read.",
    "No page asks another company's computer for anything, and nobody is tracked.",
)


@dataclass(frozen=True)
class Risk:
    """One thing that could go wrong, and what is done about it already."""

    what: str
    measure: str


@dataclass(frozen=True)
class Section:
    """One heading of the paper with its paragraphs and, below them, a list."""

    title: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """The whole assessment."""

    title: str
    council: str
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]


def paper(authority: Authority, plugins: Plugins, plugin: Plugin) -> Paper:
    """The assessment of `plugin` at this council as it stands now; call inside the council's scope."""
    entries = tuple(_of(plugin, register(authority, plugins)))
    sections = (
        Section("1. Why this is assessed", (plugin.description, plugin.dpia)),
        Section("2. What is done with data", ("Made from what is really stored.",), _data(entries)),
        Section("3. Who was asked", ("Young people, parents, workers and others affected.", TO_FILL_IN)),
        Section("4. Is it needed, and on which basis", (), _bases(entries)),
        Section("5. What could go wrong", (TO_FILL_IN,), tuple(f"{r.what} {r.measure}" for r in risks(entries))),
        Section("6. What is done about it", ("What Heard does for every part:",), MEASURES),
        Section("7. Further measures of the council", (TO_FILL_IN,)),
    )
    return Paper(f"Impact assessment: {plugin.title}", authority.name, entries, sections)


def risks(entries: Sequence[Entry]) -> list[Risk]:
    """What could go wrong, by how grave the loss of these data would be."""
    classes = {line.held.cls for entry in entries for line in entry.lines}
    shown = any(line.held.retention == "published" for entry in entries for line in entry.lines)
    found = [Risk("Staff without need could read a record.", "Rights go by role, and readings are noted.")]
    if classes & set(GRAVE):
        found.append(
            Risk("Health, care or family could become known.", "Pages with such data ask for a right of their own.")
        )
    if "S4" in classes:
        found.append(Risk("Somebody could be found who must not be.", "Only those who must know can tell, or see it."))
    if shown:
        found.append(Risk("Somebody's words could go further than they agreed.", "Each carries what was agreed to."))
    return [*found, Risk("Records could be kept for too long.", "Each class has its period, and holds have reasons.")]


def as_markdown(paper: Paper) -> str:
    """The paper as a file that the council goes on writing in."""
    lines = [f"# {paper.title}", "", paper.council, ""]
    for section in paper.sections:
        lines += [f"## {section.title}", ""]
        for words in section.words:
            lines += [words, ""]
        lines += [*(f"- {point}" for point in section.points), ""] if section.points else []
    lines += ["## 8. Sign-off", "", "Name, role, day, conditions, when somebody looks again:", "", TO_FILL_IN, ""]
    return "\n".join(lines)


def _of(plugin: Plugin, entries: Sequence[Entry]) -> list[Entry]:
    own = [
        Entry(entry.processing, entry.basis, tuple(line for line in entry.lines if line.held.owner == plugin.name))
        for entry in entries
    ]
    return [entry for entry in own if entry.lines]


def _data(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(
        f"{entry.processing.title}: {line.held.records} ({', '.join(line.held.columns)}). About: {line.held.whom}. "
        f"{line.gravity}. Kept {line.kept}."
        for entry in entries
        for line in entry.lines
    )


def _bases(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(
        f"{entry.processing.title}. {entry.processing.about} {BASES[entry.basis.basis]}. "
        f"Law: {entry.basis.law or 'not stated'}. Special category data: {SPECIAL[entry.basis.special]}."
        for entry in entries
    )
