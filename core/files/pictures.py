"""A picture is drawn anew from its dots alone: whatever else the file held (place, camera, thumbnails, programs) is
gone, and it stands upright in the colours that every screen knows (sRGB).

One picture at a time is opened in a process: an open one takes up to a few hundred megabytes for a moment. Of a file
with several pictures the first is kept.
"""

import hashlib
import io
import logging
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import pi_heif
from PIL import Image, ImageCms, ImageOps

from core.files import refusals
from core.files.limits import LARGEST, MOST_PIXELS, SIZES
from core.files.sniffing import PICTURES

JPEG = "image/jpeg"
ORIGINAL = "original"
QUALITY = 88
LARGEST_PROFILE = 1024 * 1024  # bytes of a colour profile
_TAKEN = (0x9003, 0x9004)  # when it was taken, when it was digitised
_DETAILS = 0x8769
_ONE_AT_A_TIME = Lock()
_DEEP = ("I", "F")
_EVEN = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")  # dots between two dots can be worked out
log = logging.getLogger("heard.files")

pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = None  # our own limit is lower and is asked before anything is decoded


@dataclass(frozen=True)
class Drawn:
    """One picture that was written: its size name, dots, bytes and fingerprint."""

    size: str
    width: int
    height: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Redrawn:
    """All that was made of a picture, the original first; `taken_on` is the day that the camera's clock said."""

    pictures: tuple[Drawn, ...]
    taken_on: date | None = None


def redraw(raw: Path, media_type: str, folder: Path) -> Redrawn:
    """Write original.jpg and the smaller sizes into `folder`; raises Refused."""
    with _ONE_AT_A_TIME:
        try:
            return _redraw(raw, media_type, folder)
        except (refusals.Refused, MemoryError):
            raise
        except Exception as fault:  # decoders raise whatever they like on a damaged file
            log.info("a picture could not be read: %s", type(fault).__name__)
            raise refusals.damaged() from fault


def smaller(original: Path, folder: Path) -> tuple[Drawn, ...]:
    """Make the smaller sizes again from an original of ours."""
    with _ONE_AT_A_TIME, Image.open(original, formats=("JPEG",)) as image:
        image.load()
        return _sizes(image.convert("RGB"), folder)


def _redraw(raw: Path, media_type: str, folder: Path) -> Redrawn:
    family = PICTURES[media_type]
    with Image.open(raw, formats=("JPEG", "MPO") if family == "JPEG" else (family,)) as opened:
        if opened.width * opened.height > MOST_PIXELS[family]:
            raise refusals.too_many_pixels(MOST_PIXELS[family])
        taken_on = _day(opened)
        image = _plain(_small(opened))
    original = _write(image, ORIGINAL, folder)
    return Redrawn((original, *_sizes(image, folder)), taken_on)


def _sizes(image: Image.Image, folder: Path) -> tuple[Drawn, ...]:
    made = []
    for size, side in sorted(SIZES.items(), key=lambda pair: -pair[1]):
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        made.append(_write(image, size, folder))
    return tuple(made)


def _small(image: Image.Image) -> Image.Image:
    """Read the dots and make them fewer at once, before anything costs memory; then stand the picture upright."""
    longer = max(image.size)
    enough = (image.width * LARGEST // longer, image.height * LARGEST // longer)
    image.draft(None, enough)  # a large JPEG is read at half its size at once
    image.load()
    if image.mode in _EVEN:
        image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    ImageOps.exif_transpose(image, in_place=True)
    return image


def _plain(image: Image.Image) -> Image.Image:
    """Return the dots in sRGB, eight bits each, on white where they were transparent, with nothing beside them."""
    if image.mode in _DEEP or image.mode.startswith("I;16"):
        image = _eight_bits(image)
    image = _to_srgb(image)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(clear, mask=clear.getchannel("A"))
    image = image if image.mode == "RGB" else image.convert("RGB")
    image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    image.info = {}
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey become eight."""
    return image.convert("I").point(lambda dot: dot * (1 / 256)).convert("L")


def _to_srgb(image: Image.Image) -> Image.Image:
    """Move colours from the file's own profile; one that makes no sense is left out."""
    profile = image.info.get("icc_profile")
    if not profile or len(profile) > LARGEST_PROFILE or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        moved = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return moved if moved is not None else image


def _write(image: Image.Image, size: str, folder: Path) -> Drawn:
    file = folder / f"{size}.jpg"
    image.save(file, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    written = file.read_bytes()
    return Drawn(size, image.width, image.height, len(written), hashlib.sha256(written).hexdigest())


def _day(image: Image.Image) -> date | None:
    """The day that the camera's clock said, if it says one."""
    try:
        said: Any = image.getexif().get_ifd(_DETAILS)
        text = next((str(said[tag]) for tag in _TAKEN if tag in said), "")
        return datetime.strptime(text[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - a camera knows no time zone
    except Exception:  # whatever stands there, a day that cannot be read is no reason to refuse the picture
        return None
