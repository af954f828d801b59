"""Words that staff need for a kind answer, and how somebody can be told it."""

from typing import Final

WELCOME: Final = "Hello! We are glad that you want to come. We will call you to say when we meet and how to find us."
KIND_ANSWERS: Final = (
    "Thank you for asking. All our places are taken just now. We will ask you again when one is free.",
    "Thank you for asking. This group is for other ages. We know one that may fit you better, and can go with you.",
    "Thank you for asking. We are not meeting for a while. Please ask us again when we start.",
)
TOLD: Final[dict[str, str]] = {
    "phone": "By phone",
    "text": "By text",
    "letter": "By letter",
    "in_person": "Face to face",
    "other": "Through somebody they trust",
}
