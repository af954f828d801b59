"""What is taken in, what is left of it, and what is refused with which sentence; a refusal leaves nothing anywhere."""

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import func, select

from core.audit import AuditEntry
from core.db import db
from core.files import Refused, keep
from core.files.limits import LARGEST, MIB, MOST_BYTES, SIZES
from core.files.models import FileCopy, StoredFile
from core.web.house import House
from tests.core.files import made
from tests.core.files.conftest import Open

OnDisk = Callable[[], list[Path]]
HEADS = (
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\xff\0\0\0WEBPVP8 ",
    b"\0\0\0\x18ftypheic",
    b"%PDF-1.7\n",
)
FAMILIES = ("JPEG", "PNG", "WEBP", "HEIF")


class Endless(io.RawIOBase):
    """A stream that begins like a photo and goes on for `size` bytes; counts what was read."""

    def __init__(self, size: int) -> None:
        self.left, self.given, self.head = size, 0, made.saved(made.noise()).getvalue()[:400]

    def read(self, size: int = -1) -> bytes:
        """Give at most `size` bytes."""
        part = self.head or b"\x55" * min(size, self.left)
        self.head, self.left, self.given = b"", self.left - len(part), self.given + len(part)
        return part


def _stored() -> int:
    return int(db.session.scalar(select(func.count(StoredFile.id))) or 0)


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_but_the_dots_is_left_of_a_photo(family: str, within: Open, on_disk: OnDisk) -> None:
    sent = made.telling(family)
    assert made.SECRET.encode() in sent.getvalue()
    with within():
        kept = keep(sent, f"{made.SECRET}.jpg", by_user_id=None)
        db.session.commit()
        assert (kept.width, kept.height) == (480, 640), "it stands upright, as the camera was held"
        assert kept.taken_on is not None and str(kept.taken_on) == "2026-03-27"
        assert kept.state == "waiting_for_people"
    assert {file.name for file in on_disk()} == {"original.jpg", "print.jpg", "screen.jpg", "thumb.jpg"}
    for file in on_disk():
        written = file.read_bytes()
        assert made.SECRET.encode() not in written and b"Exif" not in written and b"http" not in written
        with Image.open(file) as image:
            assert (image.format, image.mode, dict(image.getexif())) == ("JPEG", "RGB", {})
            assert {name for name in image.info if not name.startswith(("jfif", "progress"))} == set()


@pytest.mark.both_databases
def test_sizes_are_made_and_never_larger_than_the_picture(within: Open) -> None:
    with within():
        kept = keep(made.saved(made.noise(1500, 1000)), by_user_id=None)
        copies = {row.size: (row.width, row.height) for row in db.session.scalars(select(FileCopy))}
        assert copies == {"print": (1500, 1000), "screen": (1280, 853), "thumb": (320, 213)}
        assert kept.room == kept.bytes + sum(row.bytes for row in db.session.scalars(select(FileCopy)))
        assert "file.kept" in db.session.scalars(select(AuditEntry.action)).all()


def test_a_large_photo_is_kept_whole_but_smaller(within: Open) -> None:
    """Read at half its size, and still every corner is there."""
    colours = Image.new("RGB", (8160, 6120), "red")
    for place, colour in {(4080, 0): "lime", (0, 3060): "blue", (4080, 3060): "white"}.items():
        colours.paste(Image.new("RGB", (4080, 3060), colour), place)
    with within():
        kept = keep(made.saved(colours), by_user_id=None)
        place = next(Path(db.engine.url.database or "").parent.rglob("original.jpg"))
        with Image.open(place) as image:
            assert image.size == (LARGEST, 3000) == (kept.width, kept.height)
            seen = [image.getpixel(at) for at in ((9, 9), (3990, 9), (9, 2990), (3990, 2990))]
    bright = [tuple(part > 127 for part in dot) for dot in seen]  # type: ignore[union-attr]
    assert bright == [(True, False, False), (False, True, False), (False, False, True), (True, True, True)]


def _grey(value: int) -> io.BytesIO:
    return made.saved(Image.new("I;16", (60, 40), value), "PNG")


@pytest.mark.parametrize(
    ("sent", "dot"),
    [
        (made.saved(Image.new("CMYK", (60, 40), (0, 255, 255, 0))), (255, 0, 0)),
        (_grey(0xFFFF), (255, 255, 255)),
        (_grey(0x8000), (128, 128, 128)),
        (made.saved(Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "PNG"), (255, 255, 255)),
        (made.saved(Image.new("LA", (60, 40), (0, 255)), "PNG"), (0, 0, 0)),
        (made.saved(Image.new("1", (60, 40), 1), "PNG"), (255, 255, 255)),
        (made.saved(Image.new("P", (60, 40), 0), "PNG"), (0, 0, 0)),
    ],
    ids=["cmyk", "16 bit white", "16 bit grey", "transparent", "grey and alpha", "one bit", "palette"],
)
def test_unusual_dots_become_usual_ones(sent: io.BytesIO, dot: tuple[int, ...], within: Open, on_disk: OnDisk) -> None:
    with within():
        keep(sent, by_user_id=None)
        db.session.commit()
    with Image.open(next(file for file in on_disk() if file.name == "thumb.jpg")) as image:
        assert image.mode == "RGB"
        seen: Any = image.getpixel((30, 20))
        assert all(abs(one - other) <= 3 for one, other in zip(seen, dot, strict=True)), seen


@pytest.mark.parametrize("family", ["WEBP", "PNG", "MPO"])
def test_of_several_pictures_in_one_file_the_first_is_kept(family: str, within: Open, on_disk: OnDisk) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "blue")]
    with within():
        keep(made.saved(frames[0], family, save_all=True, append_images=frames[1:]), by_user_id=None)
        db.session.commit()
    with Image.open(next(file for file in on_disk() if file.name == "original.jpg")) as image:
        seen: Any = image.getpixel((30, 20))
        assert getattr(image, "n_frames", 1) == 1 and seen[0] > 200 > 60 > seen[2]


def _polyglot() -> bytes:
    return made.saved(made.noise()).getvalue() + b"<script>alert(1)</script>PK\x05\x06" + b"\0" * 18


def test_what_hangs_on_a_photo_is_not_stored(within: Open, on_disk: OnDisk) -> None:
    with within():
        keep(io.BytesIO(_polyglot()), by_user_id=None)
        db.session.commit()
    assert not any(b"script" in file.read_bytes() or b"PK\x05\x06" in file.read_bytes() for file in on_disk())


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "This file is empty."),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "This file is a drawing (SVG)"),
    "svg with a head": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "a drawing (SVG)"),
    "html": (b"<!doctype html><html><script>alert(1)</script></html>", "This file is a web page"),
    "html behind a jpeg's mark": (b"\xff\xd8\xff\xe0<html><script>1</script>", "damaged or not complete"),
    "gif with a program": (b"GIF89a/*" + b"\0" * 40, "This file is a GIF"),
    "zip": (b"PK\x03\x04" + b"\0" * 400, "This file is a packed folder (ZIP)"),
    "pdf as a photo": (made.pdf(), "This file is a PDF"),
    "words": (b"hello there", "We cannot tell what kind of file this is."),
    "tiff": (made.saved(made.noise(60, 40), "TIFF").getvalue(), "This file is a TIFF"),
    "wide head": (made.png_of(60_000, 60_000), "more than 50 million dots"),
    "no dots": (made.png_of(600, 600), "damaged or not complete"),
    "bomb": (made.png_bomb(12_000, 12_000), "more than 50 million dots"),
    "webp canvas": (made.webp_of(16_383, 16_383), "damaged or not complete"),
    **{
        f"half a {family}": (made.saved(made.noise(), family).getvalue()[:-3000], "damaged or not complete")
        for family in FAMILIES
    },
}


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_refused_in_plain_words_and_leaves_nothing(name: str, within: Open, on_disk: OnDisk) -> None:
    content, sentence = BAD[name]
    with within():
        with pytest.raises(Refused) as refused:
            keep(io.BytesIO(content), "holiday.jpg", by_user_id=None)
        said = str(refused.value)
        assert sentence in said and "Nothing was stored." in said
        assert said.rstrip()[-1] == "." and said.count(".") >= 3, "what happened, what was kept, what to do"
        assert _stored() == 0
    assert on_disk() == []


@pytest.mark.parametrize("size", [40 * MIB, pytest.param(200 * MIB, marks=pytest.mark.drill)])
def test_a_flood_is_cut_off_early_and_memory_stays_flat(size: int, within: Open, on_disk: OnDisk) -> None:
    flood = Endless(size)
    with within():
        tracemalloc.start()
        with pytest.raises(Refused, match="larger than 15 MB"):
            keep(flood, by_user_id=None)  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert MOST_BYTES["photo"] < flood.given < MOST_BYTES["photo"] + MIB
    assert peak < 2 * MIB
    assert on_disk() == []


def test_a_paper_is_kept_as_it_is_and_a_locked_or_torn_one_is_not(within: Open, on_disk: OnDisk) -> None:
    with within():
        kept = keep(io.BytesIO(made.pdf()), "form.pdf", "scan", by_user_id=None)
        db.session.commit()
        assert (kept.state, kept.media_type, kept.width) == ("clean", "application/pdf", None)
        with pytest.raises(Refused, match="locked with a password"):
            keep(io.BytesIO(made.pdf().replace(b"/Size 4", b"/Size 4/Encrypt 5 0 R")), kind="scan", by_user_id=None)
        with pytest.raises(Refused, match="not complete"):
            keep(io.BytesIO(made.pdf()[:-12]), kind="document", by_user_id=None)
        assert keep(made.saved(made.noise()), kind="scan", by_user_id=None).media_type == "image/jpeg"
        db.session.rollback()
    assert [file.read_bytes() for file in on_disk()] == [made.pdf()]


def test_what_is_rolled_back_leaves_no_bytes(within: Open, on_disk: OnDisk) -> None:
    with within():
        keep(made.saved(made.noise()), by_user_id=None)
        assert len(on_disk()) == len(SIZES) + 1
        db.session.rollback()
        assert on_disk() == []
        keep(made.saved(made.noise()), by_user_id=None)  # never committed: the scope ends
    assert on_disk() == []


def test_a_savepoint_that_is_kept_is_not_yet_a_commit(within: Open, on_disk: OnDisk) -> None:
    with within():
        keep(made.saved(made.noise()), by_user_id=None)
        with db.session.begin_nested():
            pass
        db.session.rollback()
    assert on_disk() == []


def test_the_same_form_sent_twice_is_one_file(within: Open) -> None:
    with within():
        first = keep(made.saved(made.noise()), by_user_id=None)
        assert keep(made.saved(made.noise()), by_user_id=None, file_id=first.id) is first


def test_a_council_that_has_used_up_its_room_is_told(within: Open, house: House, on_disk: OnDisk) -> None:
    object.__setattr__(house, "deployment", house.deployment.model_copy(update={"files_room": 400_000}))
    with within():
        keep(made.saved(made.noise(320, 200)), by_user_id=None)
        db.session.commit()
        before = on_disk()
        with pytest.raises(Refused, match="used up its room"):
            keep(made.saved(made.noise(1280, 1000)), by_user_id=None)
        db.session.rollback()
    assert on_disk() == before
    with within("brackwell"):
        assert keep(made.saved(made.noise(320, 200)), by_user_id=None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from(HEADS),
    body=st.binary(max_size=600),
    kind=st.sampled_from(["photo", "scan", "document"]),
)
def test_noise_is_refused_whatever_it_begins_with(
    head: bytes, body: bytes, kind: str, within: Open, on_disk: OnDisk
) -> None:
    with within():
        with pytest.raises(Refused):
            keep(io.BytesIO(head + body), kind=kind, by_user_id=None)
        assert _stored() == 0
    assert on_disk() == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(family=st.sampled_from(FAMILIES), at=st.floats(0, 0.999), put=st.binary(min_size=1, max_size=12))
def test_a_damaged_photo_is_refused_or_drawn_anew(
    family: str, at: float, put: bytes, within: Open, on_disk: OnDisk
) -> None:
    """Bytes changed somewhere in a real photo: never another failure, and never anything but our own pictures."""
    content = bytearray(SAMPLES[family])
    start = int(at * len(content))
    content[start : start + len(put)] = put
    with within():
        try:
            keep(io.BytesIO(bytes(content)), by_user_id=None)
        except Refused:
            assert on_disk() == []
        else:
            assert all(file.read_bytes().startswith(b"\xff\xd8\xff") for file in on_disk())
        db.session.rollback()
    assert on_disk() == []


SAMPLES = {family: made.saved(made.noise(96, 64), family, exif=made.told().tobytes()).getvalue() for family in FAMILIES}
