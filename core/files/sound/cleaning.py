"""Which format a recording is of, and the door to what cleans it."""

from collections.abc import Callable
from dataclasses import dataclass

from core.files import refusals
from core.files.sound import boxes, frames, matroska, ogg, wave

ENDINGS = {
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/webm": "webm",
    "audio/wav": "wav",
}
_CLEANED: dict[str, Callable[[bytes], bytes]] = {
    "audio/mpeg": frames.mpeg,
    "audio/aac": frames.adts,
    "audio/mp4": boxes.cleaned,
    "audio/ogg": ogg.cleaned,
    "audio/webm": matroska.cleaned,
    "audio/wav": wave.cleaned,
}


@dataclass(frozen=True)
class Sound:
    """A recording that may be kept."""

    media_type: str
    content: bytes


def cleaned(content: bytes) -> Sound:
    """Return the recording with its sound alone; raises Refused."""
    if not content:
        raise refusals.empty()
    media_type = _kind(content)
    try:
        return Sound(media_type, _CLEANED[media_type](content))
    except (IndexError, ValueError, OverflowError) as fault:  # a length that leads out of the file
        raise refusals.broken_recording() from fault


def _kind(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[:4] == b"OggS":
        return "audio/ogg"
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    if content[:4] == matroska.HEAD:
        return "audio/webm"
    at = frames.after_tag(content)
    if frames.adts_length(content, at):
        return "audio/aac"
    if at or frames.mpeg_length(content, at):
        return "audio/mpeg"
    raise refusals.no_recording()
