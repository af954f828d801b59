"""WebM, as browsers record: elements in elements (RFC 8794, RFC 9559). What is not needed is made void in its place."""

from typing import NamedTuple

from core.files import refusals

HEAD = b"\x1a\x45\xdf\xa3"
_TOP, _EBML, _SEGMENT, _CLUSTER = 0, 0x1A45DFA3, 0x18538067, 0x1F43B675
_INFO, _TRACKS, _TRACK, _GROUP, _VOID = 0x1549A966, 0x1654AE6B, 0xAE, 0xA0, 0xEC
_TYPE, _CODEC, _SOUND, _DOCTYPE = 0x83, 0x86, 2, 0x4282
_INSIDE: dict[int, frozenset[int]] = {
    _TOP: frozenset({_EBML, _SEGMENT}),
    _EBML: frozenset({0x4286, 0x42F7, 0x42F2, 0x42F3, _DOCTYPE, 0x4287, 0x4285}),
    _SEGMENT: frozenset({0x114D9B74, _INFO, _TRACKS, _CLUSTER, 0x1C53BB6B}),
    _INFO: frozenset({0x2AD7B1, 0x4489, 0x4D80, 0x5741}),
    _TRACKS: frozenset({_TRACK}),
    _TRACK: frozenset({0xD7, 0x73C5, _TYPE, _CODEC, 0x63A2, 0xE1, 0x56AA, 0x56BB, 0x9C, 0xB9, 0x88, 0x55AA, 0x23E383}),
    _CLUSTER: frozenset({0xE7, 0xA3, _GROUP, 0xA7, 0xAB}),
    _GROUP: frozenset({0xA1, 0x9B, 0xFB, 0x75A2}),
}
"""What is kept in each element; the others hold none that could tell anything."""
_NAMES = {0x4D80, 0x5741}  # which program wrote it: the elements must be there, what they say need not
_ENDLESS = {_SEGMENT, _CLUSTER}  # a recorder does not know beforehand how long they get


class Element(NamedTuple):
    """Where an element begins, where its content begins and ends; `is_open` where its end was not written."""

    id: int
    at: int
    begins: int
    end: int
    is_open: bool


def cleaned(content: bytes) -> bytes:
    """Return the recording with everything else made void; raises Refused."""
    data, kept = bytearray(content), list[int]()
    _walk(data, _TOP, 0, len(data), kept)
    if not {_TYPE, _CODEC, _CLUSTER} <= set(kept):
        raise refusals.broken_recording()
    return bytes(data)


def _walk(data: bytearray, parent: int, at: int, end: int, kept: list[int]) -> int:
    """Go through what stands in an element; returns where it ended."""
    while at < end:
        one = _element(data, at, end)
        if parent == _CLUSTER and one.id in _INSIDE[_SEGMENT]:
            return at  # the cluster before had no end of its own
        if one.id not in _INSIDE[parent]:
            _make_void(data, one)
            at = one.end
            continue
        kept.append(one.id)
        _look(data, one)
        at = _walk(data, one.id, one.begins, one.end, kept) if one.id in _INSIDE else one.end
    return at


def _element(data: bytearray, at: int, end: int) -> Element:
    name_length = 9 - data[at].bit_length()
    size_at = at + name_length
    size_length = 9 - data[size_at].bit_length()
    begins = size_at + size_length
    if name_length > 4 or size_length > 8 or begins > end:
        raise refusals.broken_recording()
    size = int.from_bytes(data[size_at:begins], "big") & ((1 << 7 * size_length) - 1)
    id, is_open = int.from_bytes(data[at:size_at], "big"), size == (1 << 7 * size_length) - 1
    if is_open and id not in _ENDLESS or not is_open and begins + size > end:
        raise refusals.broken_recording()
    return Element(id, at, begins, end if is_open else begins + size, is_open)


def _look(data: bytearray, one: Element) -> None:
    body = bytes(data[one.begins : one.end])
    if one.id == _DOCTYPE and body.rstrip(b"\0") not in (b"webm", b"matroska"):
        raise refusals.no_recording()
    if one.id == _TYPE and int.from_bytes(body, "big") != _SOUND:
        raise refusals.a_film()
    if one.id == _CODEC and body.rstrip(b"\0") != b"A_OPUS":
        raise refusals.no_recording()
    if one.id in _NAMES:
        data[one.begins : one.end] = bytes(len(body))


def _make_void(data: bytearray, one: Element) -> None:
    length = one.end - one.at
    size = bytes([0x80 | (length - 2)]) if length < 9 else b"\x01" + (length - 9).to_bytes(7, "big")
    data[one.at : one.end] = bytes([_VOID]) + size + bytes(length - len(size) - 1)
