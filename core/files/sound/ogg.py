"""Ogg with Opus or Vorbis: pages written anew, the comments emptied (RFC 3533, RFC 7845; Vorbis I, part 5)."""

import zlib
from collections.abc import Iterator, Sequence
from struct import pack, unpack_from
from typing import NamedTuple

from core.files import refusals

GOES_ON, FIRST = 1, 2  # flags of a page
FULL = 255  # bytes of a segment that is not the last of its packet; segments of a page
_EMPTY = {
    b"OpusHead": b"OpusTags" + bytes(8),
    b"\x01vorbis": b"\x03vorbis" + bytes(8) + b"\x01",
}
_HEADS = {b"OpusHead": 2, b"\x01vorbis": 3}  # packets before the sound; the second holds the comments
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class Page(NamedTuple):
    """One page: its flags, its moment, the lengths of its segments and their bytes."""

    flags: int
    moment: bytes
    segments: bytes
    body: bytes


def cleaned(content: bytes) -> bytes:
    """Return the recording with empty comments and nothing between its pages; raises Refused."""
    pages, serial = _pages(content)
    kind = next((start for start in _EMPTY if pages[0].body.startswith(start)), None)
    if kind is None or not pages[0].flags & FIRST:
        raise refusals.no_recording()
    packets, used = _heads(pages[1:], _HEADS[kind] - 1)
    written = [pages[0], *_paged([_EMPTY[kind], *packets[1:]]), *pages[1 + used :]]
    if len(pages) <= 1 + used:
        raise refusals.broken_recording()
    return b"".join(_bytes(page, serial, number) for number, page in enumerate(written))


def _pages(content: bytes) -> tuple[list[Page], bytes]:
    found, at, serial = list[Page](), 0, content[14:18]
    while at < len(content):
        if content[at : at + 5] != b"OggS\0" or content[at + 14 : at + 18] != serial:
            raise refusals.broken_recording()
        segments = content[at + 27 : at + 27 + content[at + 26]]
        begins = at + 27 + len(segments)
        at = begins + sum(segments)
        if at > len(content):
            raise refusals.broken_recording()
        head = begins - len(segments) - 27
        found.append(Page(content[head + 5], content[head + 6 : head + 14], segments, content[begins:at]))
    return found, serial


def _heads(pages: Sequence[Page], wanted: int) -> tuple[list[bytes], int]:
    """The first `wanted` packets, and how many pages they fill; the sound begins on a page of its own."""
    packets, open_packet = list[bytes](), b""
    for used, page in enumerate(pages, 1):
        at = 0
        for size in page.segments:
            open_packet += page.body[at : at + size]
            at += size
            if size < FULL:
                packets.append(open_packet)
                open_packet = b""
        if len(packets) >= wanted:
            if len(packets) > wanted or open_packet:
                break
            return packets, used
    raise refusals.broken_recording()


def _paged(packets: Sequence[bytes]) -> Iterator[Page]:
    """Packets as pages."""
    segments = b"".join(bytes([FULL] * (len(one) // FULL)) + bytes([len(one) % FULL]) for one in packets)
    body, at = b"".join(packets), 0
    for begin in range(0, len(segments), FULL):
        here = segments[begin : begin + FULL]
        goes_on = begin > 0 and segments[begin - 1] == FULL
        yield Page(GOES_ON if goes_on else 0, bytes(8), here, body[at : at + sum(here)])
        at += sum(here)


def _bytes(page: Page, serial: bytes, number: int) -> bytes:
    head = b"OggS\0" + bytes([page.flags]) + page.moment + serial + pack("<I", number)
    rest = bytes([len(page.segments)]) + page.segments + page.body
    return head + _sum(head + bytes(4) + rest) + rest


def _sum(page: bytes) -> bytes:
    """The checksum of a page: that of zlib with every bit the other way round, beginning with nothing."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    (turned,) = unpack_from(">I", pack("<I", mirrored).translate(_MIRRORED))
    return pack("<I", turned)
