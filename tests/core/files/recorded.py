"""Recordings made for tests: tones and silence, with everything beside the sound that recorders write."""

import io
import math
import wave
from struct import pack

from core.files.sound import ogg

SECRET = b"Elmfield Lane 7, +53.7700-002.7000/"
NOISE = bytes(range(1, 100))


def wav(extra: bytes = SECRET) -> bytes:
    """A tenth of a second of a tone, and a list of what it is called."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(pack("<h", int(9000 * math.sin(at / 3))) for at in range(800)))
    made = out.getvalue()
    told = b"LIST" + pack("<I", len(extra)) + extra + b"\0" * (len(extra) % 2)
    return b"RIFF" + pack("<I", len(made) + len(told) - 8) + made[8:] + told


def mp3(frames: int = 5) -> bytes:
    """Frames of silence between a tag and a tag; the first is an index that names its program."""
    head = b"\xff\xfb\x50\xc0"  # MPEG-1 layer III, 64 kbit/s, 44.1 kHz, one channel
    frame = head + bytes(208 - 4)
    index = head + bytes(17) + b"Info" + bytes(116) + SECRET
    tag = b"ID3\x03\0\0" + bytes([0, 0, 0, len(SECRET)]) + SECRET
    return tag + index.ljust(208, b"\0") + frame * frames + b"TAG" + SECRET.ljust(125, b"\0")


def aac(frames: int = 5) -> bytes:
    """ADTS frames behind a tag."""
    body = bytes(40)
    size = len(body) + 7
    head = bytes([0xFF, 0xF1, 0x50, 0x40 | size >> 11, size >> 3 & 0xFF, (size & 7) << 5 | 0x1F, 0xFC])
    return b"ID3\x04\0\0" + bytes([0, 0, 0, len(SECRET)]) + SECRET + (head + body) * frames


def opus(comment: bytes = SECRET) -> bytes:
    """Opus in Ogg; a long comment goes over several pages."""
    tags = b"OpusTags" + pack("<I", 4) + b"abcd" + pack("<II", 1, len(comment)) + comment
    head = b"OpusHead\x01\x01" + bytes(9)
    serial = b"\x07\0\0\0"
    pages = [
        ogg.Page(ogg.FIRST, bytes(8), bytes([len(head)]), head),
        *ogg._paged([tags]),
        ogg.Page(4, pack("<q", 960), bytes([len(NOISE)]), NOISE),
    ]
    return b"".join(ogg._bytes(page, serial, number) for number, page in enumerate(pages))


def box(name: bytes, *parts: bytes) -> bytes:
    """One box of M4A."""
    body = b"".join(parts)
    return pack(">I", len(body) + 8) + name + body


def m4a(handler: bytes = b"soun", codec: bytes = b"mp4a") -> bytes:
    """One track of sound, its times, its recorder's name, and the place twice."""
    head = box(b"mvhd", bytes(4), b"\x5a\x5a\x5a\x5a" * 2, bytes(88))
    handled = box(b"hdlr", bytes(8), handler, bytes(12), SECRET)
    table = box(b"stbl", box(b"stsd", bytes(4), pack(">I", 1), box(codec, bytes(28))))
    track = box(
        b"trak",
        box(b"tkhd", bytes(4), b"\x5a\x5a\x5a\x5a" * 2, bytes(72)),
        box(b"mdia", handled, box(b"minf", box(b"smhd", bytes(8)), table)),
        box(b"udta", SECRET),
    )
    places = box(b"udta", box(b"\xa9xyz", SECRET)) + box(b"meta", SECRET)
    return box(b"ftyp", b"M4A isom") + box(b"moov", head, track, places) + box(b"uuid", SECRET) + box(b"mdat", NOISE)


def element(id: bytes, *parts: bytes, is_open: bool = False) -> bytes:
    """One element of WebM; with `is_open` its length is not written."""
    body = b"".join(parts)
    size = b"\x01" + b"\xff" * 7 if is_open else b"\x10" + len(body).to_bytes(3, "big")
    return id + size + body


def webm(kind: int = 2, codec: bytes = b"A_OPUS") -> bytes:
    """What a browser records: no lengths, tags at the end."""
    track = element(b"\xae", element(b"\xd7", b"\x01"), element(b"\x83", bytes([kind])), element(b"\x86", codec),
                    element(b"\x53\x6e", SECRET))  # fmt: skip
    info = element(b"\x15\x49\xa9\x66", element(b"\x4d\x80", SECRET), element(b"\x7b\xa9", SECRET))
    clusters = [
        element(b"\x1f\x43\xb6\x75", element(b"\xe7", b"\0"), element(b"\xa3", NOISE), b"\xfa\x81x", is_open=True)
    ] * 2
    tags = element(b"\x12\x54\xc3\x67", SECRET)
    segment = element(b"\x18\x53\x80\x67", info, element(b"\x16\x54\xae\x6b", track), *clusters, tags, is_open=True)
    return element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm")) + segment


ALL = {
    "audio/wav": wav(),
    "audio/mpeg": mp3(),
    "audio/aac": aac(),
    "audio/ogg": opus(),
    "audio/mp4": m4a(),
    "audio/webm": webm(),
}
