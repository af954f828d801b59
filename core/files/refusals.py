"""Why a file is not taken: one plain sentence each for what happened and what to do; nothing is ever half stored."""

from core.files.limits import MIB, MOST_BYTES

NOTHING = "Nothing was stored."
A_PHOTO = "Choose a photo saved as JPEG, PNG, WebP or HEIC."
A_RECORDING = "Choose a recording saved as MP3, M4A, AAC, OGG, WebM or WAV."
A_PAPER = "Choose a PDF, or a photo of the page saved as JPEG, PNG, WebP or HEIC."


class Refused(Exception):
    """A file was not taken; the text says what happened, that nothing was stored, and what to do next."""

    def __init__(self, happened: str, todo: str) -> None:
        super().__init__(f"{happened} {NOTHING} {todo}")
        self.happened = happened


def empty() -> Refused:
    """Return the refusal of a file of no bytes."""
    return Refused("This file is empty.", "Open it on your own device to see whether it is whole.")


def too_large(kind: str) -> Refused:
    """Return the refusal of a file of too many bytes."""
    most = f"{MOST_BYTES[kind] // MIB} MB"
    if kind == "audio":
        return Refused(
            f"This recording is larger than {most}.", "Record it in shorter pieces, or save it as MP3 or M4A."
        )
    return Refused(f"This file is larger than {most}.", f"Make it smaller, or take the picture again at up to {most}.")


def wrong_kind(kind: str, is_paper: bool) -> Refused:
    """Return the refusal of a file that is, by what stands in it, something else than its name says."""
    return Refused(f"This file is {kind}, whatever its name says.", A_PAPER if is_paper else A_PHOTO)


def unknown(is_paper: bool) -> Refused:
    """Return the refusal of a file of which nobody can tell what it is."""
    return Refused("We cannot tell what kind of file this is.", A_PAPER if is_paper else A_PHOTO)


def damaged() -> Refused:
    """Return the refusal of a file that ends early or contradicts itself."""
    return Refused(
        "This file is damaged or not complete.",
        "Open it on your own device. If it looks well there, save it anew as JPEG and choose that.",
    )


def too_many_pixels(most: int) -> Refused:
    """Return the refusal of a picture that would need too much memory to open."""
    return Refused(
        f"This picture has more than {most // 1_000_000} million dots, so it was not opened.",
        "Save it at a smaller size and choose that.",
    )


def not_checked() -> Refused:
    """Return the refusal while the virus scanner does not answer."""
    return Refused("The check for viruses does not answer just now.", "Try again in some minutes.")


def harmful() -> Refused:
    """Return the refusal of a file that the virus scanner named."""
    return Refused("The check for viruses found something harmful in this file.", "Tell whoever sent it to you.")


def no_room() -> Refused:
    """Return the refusal once the council's room is used up."""
    return Refused(
        "This council has used up its room for files.",
        "Delete pictures that are no longer needed, or ask whoever runs Heard for more room.",
    )


def locked() -> Refused:
    """Return the refusal of a PDF that asks for a password."""
    return Refused("This PDF is locked with a password.", "Save it without a password and choose that.")


def somebody_seen() -> Refused:
    """Return the refusal of a picture of a drawing of which nobody said that it shows no person."""
    return Refused(
        "A picture of a drawing may show the drawing alone.",
        "Say that no person can be seen on it, or choose another. A picture of people goes in as a photo.",
    )


def no_recording() -> Refused:
    """Return the refusal of something else than a recording of a kind that is taken."""
    return Refused("This is no recording of a kind that we can take.", A_RECORDING)


def broken_recording() -> Refused:
    """Return the refusal of a recording that ends early or contradicts itself."""
    return Refused("This recording is damaged or not complete.", "Play it on your own device, and save it anew.")


def a_film() -> Refused:
    """Return the refusal of a recording with pictures."""
    return Refused("There is a film in this file.", "Choose a recording of sound alone.")
