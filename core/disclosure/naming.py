"""Names in a text: of people, places, schools, by what the council knows and by how a name is written.

A capital letter inside a sentence is the sign of a name in every language with capitals. At the start of a sentence it
says nothing, so there only a known name counts. Somebody who writes without capitals still says "my brother sam".
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from core.disclosure.found import Flag
from core.disclosure.lists import Lists, any_of

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_ENDS: Final = re.compile(r"(?:[.!?:;…\"“”()\[\]•*\n\r\u06d4\u061f]|^|\s-)\s*$")
_BUILT: Final = (
    "school|academy|college|primary|infants|juniors|nursery|club|centre|center|hospital|church|mosque|surgery|clinic|unit"
    "|trust|project|university|fc|scouts|brownies|guides|cadets|library|baths|leisure"
)
_LAID: Final = (
    "road|street|avenue|lane|close|drive|estate|crescent|court|square|gardens|terrace|grove|park|station|hill|bridge|ward"
    "|village|green|heath|woods|common"
)
_IS_BUILT: Final = re.compile(rf"(?:{_BUILT})s?", re.IGNORECASE)
_IS_LAID: Final = re.compile(rf"(?:{_LAID})", re.IGNORECASE)
_LOW_SCHOOL: Final = re.compile(
    r"(?<!\w)(?!(?:my|the|a|an|our|his|her|their|your|this|that|new|old|special|big|small|in|at|of|every|each|any|other|local"
    r"|for|and|to|from|mainstream|secondary|primary|junior|boarding|private|after|before|first|second|is|was|or|some|all|no"
    r"|both|like|about|next|last|good|better|bad|with|into|their|state|pupil|between|during|since|left|started)\s)"
    r"[^\W\d_]{3,}\s+(?:primary|secondary|high|grammar|infant|junior)\s+school(?!\w)"
    r"|(?<!\w)(?!(?:my|the|a|an|our|his|her|their|your|this|that|new|old|in|at|of|every|each|any|other|local|for|and|to|from"
    r"|sports|football|sixth|form|with|next)\s)[^\W\d_]{4,}\s+academy(?!\w)",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(r"(?<!\w)(?:mr|mrs|ms|miss|mx|dr|sir|rev|pc|cllr)\.?\s+[^\W\d_]{2,}", re.IGNORECASE)
_KIN: Final = (
    "brother|sister|mum|mam|dad|mate|friend|bestie|cousin|uncle|auntie|aunty|aunt|nan|grandma|grandad|teacher|carer|worker"
    "|boyfriend|girlfriend|partner|stepdad|stepmum|step-dad|step-mum|twin|son|daughter|called|named"
    "|name is|name's|key worker"
)
_AFTER_KIN: Final = re.compile(rf"(?<!\w)(?:{_KIN})\s+(?:(?:is\s+)?called\s+)?([^\W\d_]{{2,}})(?!\w)", re.IGNORECASE)
_I_AM: Final = re.compile(
    r"(?<!\w)(?:my\s+name(?:\s+is|['’]?s)|i['’]?m\s+called|they\s+call\s+me)\s+([^\W\d_]{2,})", re.IGNORECASE
)
_ACTS: Final = re.compile(
    r"(?:['’]s)?\s+(?:says?|said|is|was|has|had|does|did|told|thinks?|wants?|helped|and\s+(?:i|me)|who)\b",
    re.IGNORECASE,
)
_IN: Final = re.compile(r"(?<!\w)(?:in|near|at|from|to|through|around|into|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_JOINTS: Final = frozenset({" ", "-", " of ", " & "})
_SHOUTED: Final = 0.7
_KNOWN_WHY: Final = {
    "place": "A place that is known here. With one more fact it may tell who it is.",
    "organisation": "A school or organisation that is known here. Those who go there can tell who it is.",
}
_PERSON: Final = "This is the name of somebody whom the council knows."
_GIVEN: Final = "This is a name that people carry."
_CAPITAL: Final = "It is written like a name."
_WHERE: Final = "It is written like the name of a place."
_HOUSE: Final = "It is written like the name of a school, a club or another organisation."


class _Word(NamedTuple):
    text: str
    start: int
    first: bool

    @property
    def low(self) -> str:
        return self.text.casefold().replace("’", "'").removesuffix("'s")

    @property
    def raised(self) -> bool:
        return self.text[0].isupper()


def known(text: str, kind: str, names: Iterable[str]) -> Iterator[Flag]:
    """The council's own places or organisations, however they are written."""
    for match in any_of(names).finditer(text):
        yield Flag(kind, match[0], match.start(), _KNOWN_WHY[kind])


def of_people(text: str, names: frozenset[str], words: Lists) -> Iterator[Flag]:
    """Names of people, and whatever is written like a name."""
    row = list(_words(text))
    yield from _patterned(text, names | words.given, words)
    for word in row:
        if word.low in names and _written_as_name(word, text, words):
            yield Flag("name", _bare(word), word.start, _PERSON)
        elif word.low in words.given and _written_as_name(word, text, words):
            yield Flag("name", _bare(word), word.start, _GIVEN)
    if not _is_shouted(row):
        yield from _written_large(text, row, words)


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        yield _Word(match[0], match.start(), bool(_ENDS.search(text[max(0, match.start() - 4) : match.start()])))


def _written_as_name(word: _Word, text: str, words: Lists) -> bool:
    """A word that is only a name always counts; one that means something else too where it is used as a name."""
    if word.low not in words.also_words and word.low not in words.capitals:
        return True
    if not word.raised:
        return False
    return not word.first or bool(_ACTS.match(text, word.start + len(word.text)))


def _patterned(text: str, names: frozenset[str], words: Lists) -> Iterator[Flag]:
    for match in _TITLED.finditer(text):
        if match[0].split()[-1].casefold() not in words.capitals:
            yield Flag("name", match[0], match.start(), "A title with a name: teachers and workers can be told by it.")
    for match in _LOW_SCHOOL.finditer(text):
        yield Flag("organisation", match[0], match.start(), _HOUSE)
    for match in _AFTER_KIN.finditer(text):
        if match[1].casefold() in names:
            yield Flag("name", match[1], match.start(1), _GIVEN)
    for match in _I_AM.finditer(text):
        if match[1].casefold() not in words.capitals:
            yield Flag("name", match[1], match.start(1), _GIVEN)


def _written_large(text: str, row: list[_Word], words: Lists) -> Iterator[Flag]:
    """Words with a capital inside a sentence, those side by side taken together."""
    for run in _runs(text, row):
        kind, why = _kind_of(run, text)
        if kind != "organisation" and run[0].first:
            run = run[1:]
        if any(not _is_harmless(word, words) for word in run) and (kind != "organisation" or not _is_plain(run, words)):
            start, last = run[0].start, run[-1]
            yield Flag(kind, text[start : last.start + len(_bare(last))], start, why)


def _runs(text: str, row: list[_Word]) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    for word in row:
        goes_on = bool(run) and word.raised and not word.first
        if run and not (goes_on and text[_end(run[-1]) : word.start] in _JOINTS):
            yield run
            run = []
        if word.raised:
            run.append(word)
    if run:
        yield run


def _kind_of(run: list[_Word], text: str) -> tuple[str, str]:
    several = len(run) > 1
    if several and any(_IS_BUILT.fullmatch(word.text) for word in run[1:]):
        return "organisation", _HOUSE
    if several and _IS_LAID.fullmatch(run[-1].text):
        return "place", _WHERE
    if _IN.search(text[max(0, run[0].start - 14) : run[0].start]) and not run[0].first:
        return "place", _WHERE
    return "name", _CAPITAL


def _is_plain(run: list[_Word], words: Lists) -> bool:
    """A house that anybody means: "Our School" at the start of a sentence."""
    return all(_is_harmless(word, words) for word in run if not _IS_BUILT.fullmatch(word.text))


def _is_harmless(word: _Word, words: Lists) -> bool:
    return word.low in words.capitals or (word.text.isupper() and len(word.text) <= 6)


def _is_shouted(row: list[_Word]) -> bool:
    long = [word.text for word in row if len(word.text) > 1]
    return bool(long) and sum(text.isupper() for text in long) > _SHOUTED * len(long)


def _end(word: _Word) -> int:
    return word.start + len(word.text)


def _bare(word: _Word) -> str:
    return re.sub(r"['’]s$", "", word.text)
