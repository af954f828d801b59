"""Pictures and papers made for tests: noise and colours only, nobody is on them."""

import io
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import Image, ImageCms

SECRET = "Elmfield Lane 7"  # what a camera or a telephone might have written into a picture
TAKEN = "2026:03:27 14:05:00"
_PLACE = 0x8825
_DETAILS = 0x8769


def noise(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """A picture of noise."""
    return Image.effect_noise((width, height), 60).convert(mode)


def told() -> Image.Exif:
    """Where it was taken, with what, when, by whom; and that the camera was held sideways."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x010E], exif[0x0112] = "Maker", SECRET, SECRET, 6
    place = exif.get_ifd(_PLACE)
    place[1], place[2], place[3], place[4] = "N", (53.0, 46.0, 12.0), "W", (2.0, 42.0, 3.0)
    exif.get_ifd(_DETAILS)[0x9003] = TAKEN
    return exif


def saved(image: Image.Image, family: str = "JPEG", **options: Any) -> io.BytesIO:
    """The picture as a file of `family`."""
    out = io.BytesIO()
    if family == "HEIF":
        options.setdefault("quality", 60)
        pillow_heif.from_pillow(image).save(out, **options)
    else:
        image.save(out, family, **options)
    out.seek(0)
    return out


def telling(family: str) -> io.BytesIO:
    """A picture with everything that a file can tell beside its dots."""
    extra: dict[str, Any] = {"exif": told().tobytes()}
    if family != "HEIF":
        extra["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{SECRET}</a></x:xmpmeta>'.encode()
    extra["xmp"] = xmp
    if family == "JPEG":
        extra["comment"] = SECRET.encode()
    return saved(noise(), family, **extra)


def png_of(width: int, height: int) -> bytes:
    """A PNG whose head promises a picture of this size, and whose dots are missing."""
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", zlib.compress(b"\0" * 99)) + _part(b"IEND", b"")


def png_bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small PNG of many black dots: a few hundred kilobytes that would be gigabytes of memory."""
    row = zlib.compressobj(9)
    body = b"".join(row.compress(b"\0" * (1 + width * 3)) for _ in range(height)) + row.flush()
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", body) + _part(b"IEND", b"")


def webp_of(width: int, height: int) -> bytes:
    """A WebP whose head promises a canvas of this size."""
    small = saved(noise(16, 16), "WEBP").getvalue()[12:]
    canvas = struct.pack("<I", 0x02)[:4] + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunks = b"VP8X" + struct.pack("<I", len(canvas)) + canvas + small
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def pdf(words: bytes = b"") -> bytes:
    """The smallest PDF of one empty page."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        + words
        + b"\ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n9\n%%EOF\n"
    )


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))
