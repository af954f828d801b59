"""WAV: a list of chunks, of which the shape of the sound and the sound are kept (RIFF; sizes are little-endian)."""

from struct import pack, unpack_from

from core.files import refusals

_KEPT = (b"fmt ", b"fact", b"data")
_SOUND = {1, 3, 6, 7, 0xFFFE}  # PCM, floating point, A-law, mu-law, and those written at length
_UNKNOWN = 0xFFFFFFFF  # a recorder that was switched off never wrote the length


def cleaned(content: bytes) -> bytes:
    """Return the recording without any other chunk; raises Refused."""
    found = _chunks(content)
    if b"fmt " not in found or not found.get(b"data") or len(found[b"fmt "]) < 16:
        raise refusals.broken_recording()
    if unpack_from("<H", found[b"fmt "])[0] not in _SOUND:
        raise refusals.no_recording()
    parts = b"".join(_chunk(name, found[name]) for name in _KEPT if name in found)
    return b"RIFF" + pack("<I", len(parts) + 4) + b"WAVE" + parts


def _chunks(content: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], unpack_from("<I", content, at + 4)[0]
        if name == b"data" and size in (0, _UNKNOWN):
            size = len(content) - at - 8
        if at + 8 + size > len(content):
            raise refusals.broken_recording()
        found.setdefault(name, content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return found


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
