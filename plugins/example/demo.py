"""Fictional notes for demonstrations; no person is named."""

NOTES = (
    (
        "The youth forum",
        "You asked for lights on the path by the library, and you did not give up. They are on.",
    ),
    ("Everyone at the welcome evening", "Eleven new people came and every one of them was greeted by name."),
    ("The interview panel", "Your questions were the best of the day. The new manager said so too."),
)
