"""How large a file may be and how much room a council has (OWASP ASVS 5.0 V5.2.1, V5.2.4, V5.2.6). Sizes are bytes."""

MIB = 1024 * 1024
MOST_BYTES = {"photo": 15 * MIB, "document": 25 * MIB, "scan": 25 * MIB, "drawing": 15 * MIB, "audio": 12 * MIB}
MOST_IN_A_REQUEST = 80 * MIB  # several photos of a telephone at once; more is refused before it is read
MOST_AT_ONCE = 20  # files in one form
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 50_000_000, "HEIF": 50_000_000, "WEBP": 16_000_000}
"""Dots of a picture: what large cameras of telephones take; WebP is opened with two canvases, and few are large."""
MOST_FILES = 100_000  # of one council
DAYS_AFTER_A_NO = 7  # a photo whose people said no is deleted for good; until then nobody sees it, a yes brings it back
DAYS_AFTER_AN_END = 60  # the same where a yes only ran out, or has to be asked again at a new age
CHUNK = 64 * 1024
LARGEST = 4000  # pixels of the longer side of what is kept
SIZES = {"thumb": 320, "screen": 1280, "print": 2400}  # pixels of the longer side
_PICTURES = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic"
ACCEPT = {
    "photo": _PICTURES,
    "drawing": _PICTURES,
    "document": f"{_PICTURES},application/pdf",
    "audio": "audio/*,.m4a,.mp3,.ogg,.opus,.oga,.webm,.wav,.aac",
}
"""What a browser offers first to be chosen; what is taken is told by what stands in the file."""
