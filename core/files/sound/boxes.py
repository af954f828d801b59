"""M4A: boxes in boxes (ISO/IEC 14496-12). What is not needed to play the sound is overwritten where it stands.

Nothing moves, so that places written in the file stay true. Recorders of telephones write the place where they were
into `udta`, `meta` or a track of its own.
"""

from collections.abc import Iterator
from struct import pack_into, unpack_from

from core.files import refusals

_INSIDE: dict[bytes, tuple[bytes, ...]] = {
    b"": (b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx"),
    b"moov": (b"mvhd", b"trak", b"mvex"),
    b"mvex": (b"mehd", b"trex"),
    b"trak": (b"tkhd", b"edts", b"mdia"),
    b"edts": (b"elst",),
    b"mdia": (b"mdhd", b"hdlr", b"minf"),
    b"minf": (b"smhd", b"dinf", b"stbl"),
    b"dinf": (b"dref",),
    b"stbl": (
        *(b"stsd", b"stts", b"stsc", b"stsz", b"stz2", b"stco", b"co64"),
        *(b"stss", b"ctts", b"sdtp", b"sgpd", b"sbgp"),
    ),
    b"moof": (b"mfhd", b"traf"),
    b"traf": (b"tfhd", b"tfdt", b"trun", b"sgpd", b"sbgp"),
}
"""What is kept in each box; the others hold no boxes."""
_DATED = (b"mvhd", b"tkhd", b"mdhd")
_CODECS = (b"mp4a", b"Opus", b"alac", b"fLaC")


def cleaned(content: bytes) -> bytes:
    """Return the recording with everything else overwritten; raises Refused."""
    data = bytearray(content)
    kept = list(_walk(data, b"", 0, len(data)))
    if b"hdlr" not in kept or b"stsd" not in kept or b"mdat" not in kept:
        raise refusals.broken_recording()
    return bytes(data)


def _walk(data: bytearray, parent: bytes, at: int, end: int) -> Iterator[bytes]:
    while at < end:
        size, name, begins = _head(data, at, end)
        if name not in _INSIDE[parent]:
            data[at + 4 : at + 8] = b"free"
            data[begins : at + size] = bytes(at + size - begins)
        else:
            yield name
            _forget(data, name, begins, at + size)
            if name in _INSIDE:
                yield from _walk(data, name, begins, at + size)
        at += size


def _head(data: bytearray, at: int, end: int) -> tuple[int, bytes, int]:
    if end - at < 8:
        raise refusals.broken_recording()
    size, name, begins = unpack_from(">I", data, at)[0], bytes(data[at + 4 : at + 8]), at + 8
    if size == 1 and end - at >= 16:
        size, begins = unpack_from(">Q", data, at + 8)[0], at + 16
    elif size == 0:
        size = end - at
    if size < begins - at or at + size > end:
        raise refusals.broken_recording()
    return size, name, begins


def _forget(data: bytearray, name: bytes, at: int, end: int) -> None:
    """Overwrite what a box that is kept tells beside the sound: when it was made, what its recorder is called."""
    if name in _DATED:
        wide = data[at] == 1
        pack_into(">QQ" if wide else ">II", data, at + 4, 0, 0)
    elif name == b"hdlr":
        if data[at + 8 : at + 12] != b"soun":
            raise refusals.a_film()
        data[at + 24 : end] = bytes(max(0, end - at - 24))
    elif name == b"dref":
        data[at + 20 : end] = bytes(max(0, end - at - 20))
    elif name == b"stsd" and bytes(data[at + 12 : at + 16]) not in _CODECS:
        raise refusals.no_recording()
