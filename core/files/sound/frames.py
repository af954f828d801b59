"""MP3 and AAC as a row of frames: the frames are kept, and nothing that stands before, between or behind them.

A frame says its own length in its head (ISO/IEC 11172-3 for MP3, ISO/IEC 13818-7 for ADTS).
"""

from collections.abc import Callable

from core.files import refusals

FEWEST = 3  # frames of a recording; fewer may be there by chance
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # samples a second
_LONG = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # kilobits a second, MPEG-1
_SHORT = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)  # the same, MPEG-2 and 2.5
_INDEX = 120  # bytes of the index of a recording of changing rate; behind it the program names itself


def after_tag(content: bytes) -> int:
    """Where an ID3 tag at the beginning ends; 0 without one."""
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    size = 0
    for byte in content[6:10]:
        size = size << 7 | (byte & 0x7F)
    return 10 + size + (10 if content[5] & 0x10 else 0)


def mpeg_length(content: bytes, at: int) -> int:
    """Bytes of the MP3 frame at `at`; 0 where none begins."""
    head = content[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or rate == 3:
        return 0
    kilobits = (_LONG if version == 3 else _SHORT)[bits - 1]
    return (144_000 if version == 3 else 72_000) * kilobits // _RATES[version][rate] + (head[2] >> 1 & 1)


def adts_length(content: bytes, at: int) -> int:
    """Bytes of the AAC frame at `at`; 0 where none begins."""
    head = content[at : at + 7]
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or head[2] >> 2 & 15 > 12:
        return 0
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return size if size > 7 else 0


def mpeg(content: bytes) -> bytes:
    """Return an MP3 of its frames alone; raises Refused."""
    first, *others = _frames(content, mpeg_length)
    return b"".join((_nameless(first), *others))


def adts(content: bytes) -> bytes:
    """Return an AAC of its frames alone; raises Refused."""
    return b"".join(_frames(content, adts_length))


def _frames(content: bytes, length: Callable[[bytes, int], int]) -> list[bytes]:
    found, at, end = list[bytes](), after_tag(content), len(content)
    while at < end:
        size = length(content, at)
        if size and at + size <= end and (at + size > end - 4 or _goes_on(content, at + size, length)):
            found.append(content[at : at + size])
            at += size
        else:
            at = content.find(b"\xff", at + 1)
            at = end if at < 0 else at
    if len(found) < FEWEST:
        raise refusals.broken_recording()
    return found


def _goes_on(content: bytes, at: int, length: Callable[[bytes, int], int]) -> bool:
    """Another frame follows, or one of the tags that stand at the end."""
    return bool(length(content, at)) or content[at : at + 3] in (b"TAG", b"APE", b"LYR", b"ID3")


def _nameless(frame: bytes) -> bytes:
    """The first frame may be an index instead of sound; what the program wrote behind it goes."""
    for name in (b"Xing", b"Info"):
        at = frame.find(name, 0, 48)
        if at >= 0:
            kept = frame[: at + _INDEX]
            return kept + bytes(len(frame) - len(kept))
    return frame
