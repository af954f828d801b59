"""Results of a ballot as plain functions: turnout, what does not add up, what may be shown, lists as people type them.

Turnout is good and spoilt papers over all who could vote. Published totals do not always agree with their parts (in
2022 the national ones differed by 100): both are kept, and the page says so.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from core.api import disclosure


class School(NamedTuple):
    """One body's numbers; None stands for what must not be shown."""

    name: str
    electorate: int | None
    cast: int | None
    turnout: int | None


class Typed(NamedTuple):
    """What a list that was typed holds, and the lines that nobody can read."""

    found: dict[str, tuple[int, ...]]
    wrong: list[str]


def turnout(cast: int, electorate: int | None, least: int) -> int | None:
    """Papers of those who could vote, in whole per cent; None where it is not known or tells of too few."""
    return disclosure.percent(cast, electorate, least) if electorate else None


def turnout_of(cast: int, electorate: int) -> str:
    """The same, exactly, to one digit after the point: "45.9 %"."""
    return f"{100 * cast / electorate:.1f} %"


def mismatches(
    votes: int, cast: int, electorate: int | None, topics: Iterable[int], schools: Iterable[tuple[int, int]]
) -> list[str]:
    """What does not add up, in plain words. Nothing is changed by it.

    `schools` are (could vote, papers cast) of each body.
    """
    issues, bodies = list(topics), list(schools)
    said = []
    if issues and sum(issues) != votes:
        said.append(f"The issues come to {sum(issues):,}, the good votes in all to {votes:,}.")
    if bodies and sum(number for _, number in bodies) != cast:
        said.append(f"The schools come to {sum(number for _, number in bodies):,} papers, all together to {cast:,}.")
    if bodies and electorate and sum(number for number, _ in bodies) != electorate:
        whole = sum(number for number, _ in bodies)
        said.append(f"At the schools {whole:,} could vote, in all {electorate:,}.")
    return said


def hidden(numbers: Mapping[str, tuple[int, int]], least: int) -> frozenset[str]:
    """Names of bodies (could vote, cast) whose numbers must not be shown.

    A number is too small by itself, or what is left of it is (nine of ten voted: one did not); and where one body is
    hidden another one is too, so that the total does not give it away.
    """
    table = {
        (name, part): number
        for name, (could, cast) in numbers.items()
        for part, number in (("cast", cast), ("not", could - cast))
    }
    cells = disclosure.hidden_cells({cell: max(number, 0) for cell, number in table.items()}, least)
    return frozenset(str(row) for row, _ in cells if row is not disclosure.ALL)


def typed_lines(text: str, numbers: int) -> Typed:
    """Read lines like "Crime and safety; 312": a name, then `numbers` whole numbers, parted by ; or a tab."""
    found: dict[str, tuple[int, ...]] = {}
    wrong = []
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            continue
        name, *rest = [part.strip() for part in line.replace("\t", ";").split(";")]
        read = [part.replace(",", "").replace(" ", "") for part in rest]
        if (
            not name
            or len(read) != numbers
            or not all(part.isdecimal() and len(part) < 9 for part in read)
            or name in found
        ):
            wrong.append(line)
        else:
            found[name] = tuple(int(part) for part in read)
    return Typed(found, wrong)


def wrong_words(lines: Iterable[str], example: str) -> str:
    """What to say of lines that nobody can read."""
    shown = ", ".join(f"“{line}”" for line in list(lines)[:3])
    return (
        f"Nothing is saved yet. Lines that cannot be read, or name something twice: {shown}. Write each like {example}."
    )
