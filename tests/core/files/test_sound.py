"""Recordings keep their sound and nothing else; what cannot be told apart safely is refused plainly."""

import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.refusals import Refused
from core.files.sound import cleaned, ogg
from tests.core.files import made, recorded


@pytest.mark.parametrize("media_type", sorted(recorded.ALL))
def test_the_sound_stays_and_everything_else_goes(media_type: str) -> None:
    before = recorded.ALL[media_type]
    assert recorded.SECRET in before
    found = cleaned(before)
    assert found.media_type == media_type
    assert recorded.SECRET[:8] not in found.content
    if media_type in ("audio/ogg", "audio/mp4", "audio/webm"):
        assert recorded.NOISE in found.content


@pytest.mark.parametrize("media_type", sorted(recorded.ALL))
def test_cleaning_twice_changes_nothing(media_type: str) -> None:
    once = cleaned(recorded.ALL[media_type]).content
    assert cleaned(once).content == once


@pytest.mark.parametrize("media_type", ["audio/mp4", "audio/webm"])
def test_what_is_overwritten_moves_nothing(media_type: str) -> None:
    before, after = recorded.ALL[media_type], cleaned(recorded.ALL[media_type]).content
    assert len(after) == len(before)
    assert after.index(recorded.NOISE) == before.index(recorded.NOISE)


def test_a_wav_still_plays() -> None:
    with wave.open(io.BytesIO(cleaned(recorded.wav()).content)) as sound:
        assert (sound.getnframes(), sound.getframerate()) == (800, 8000)


def test_a_wav_whose_length_was_never_written() -> None:
    made_of = recorded.wav(b"")
    at = made_of.index(b"data") + 4
    endless = made_of[:at] + b"\xff\xff\xff\xff" + made_of[at + 4 :]
    with wave.open(io.BytesIO(cleaned(endless).content)) as sound:
        assert sound.getnframes() >= 800


def test_frames_of_mp3_and_aac_are_all_kept() -> None:
    assert len(cleaned(recorded.mp3(5)).content) == 6 * 208
    assert len(cleaned(recorded.aac(5)).content) == 5 * 47


def test_junk_between_frames_goes() -> None:
    frame = recorded.mp3(4)[-128 - 208 : -128]
    assert cleaned(frame * 3 + recorded.SECRET + frame * 3).content == frame * 5


def test_the_pages_of_an_ogg_are_counted_and_summed_anew() -> None:
    found = cleaned(recorded.opus(recorded.SECRET * 3000)).content
    pages, serial = ogg._pages(found)
    assert len(pages) == 3
    assert b"".join(ogg._bytes(page, serial, number) for number, page in enumerate(pages)) == found


def test_the_sum_of_a_page_is_the_one_of_the_format() -> None:
    """Worked out bit by bit here, as the format's text describes it."""
    page = recorded.opus()[:47]
    bare = page[:22] + bytes(4) + page[26:]
    sum_ = 0
    for byte in bare:
        sum_ ^= byte << 24
        for _ in range(8):
            sum_ = (sum_ << 1 ^ (0x04C11DB7 if sum_ & 0x80000000 else 0)) & 0xFFFFFFFF
    assert ogg._sum(bare) == sum_.to_bytes(4, "little") == page[22:26]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"<svg onload=alert(1)>", "no recording"),
        (b"%PDF-1.4 and more", "no recording"),
        (made.saved(made.noise(32, 32)).getvalue(), "no recording"),
        (recorded.m4a(handler=b"vide"), "film"),
        (recorded.m4a(handler=b"meta"), "film"),
        (recorded.m4a(codec=b"mp4v"), "no recording"),
        (recorded.webm(kind=1), "film"),
        (recorded.webm(codec=b"A_VORBIS"), "no recording"),
        (recorded.opus().replace(b"OpusHead", b"\x80theora "), "no recording"),
        (b"\xff\xfb\x50\xc0" + bytes(204), "damaged"),
        (b"ID3\x03\0\0\0\0\0\x04abcd<script>", "damaged"),
        *((sound[: len(sound) // 3], "damaged") for sound in (recorded.opus(), recorded.m4a())),
        (recorded.wav()[:60], "damaged"),
    ],
    ids=[
        *("empty", "svg", "pdf", "jpeg", "film", "place-track", "codec", "webm-film", "webm-codec", "theora"),
        *("one-frame", "tag-only", "cut-ogg", "cut-m4a", "cut-wav"),
    ],
)
def test_what_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        cleaned(content)


@given(
    st.sampled_from(sorted(recorded.ALL)),
    st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=9)), max_size=6),
    st.integers(0, 500),
)
def test_a_broken_recording_is_refused_and_never_an_error(
    media_type: str, writes: list[tuple[int, bytes]], end: int
) -> None:
    content = bytearray(recorded.ALL[media_type])
    for at, part in writes:
        content[at : at + len(part)] = part
    try:
        cleaned(bytes(content[:end]) if end % 2 else bytes(content))
    except Refused as why:
        assert "Nothing was stored" in str(why)
