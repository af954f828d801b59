"""The section of a council's file about messages: by whom they are, where answers go, how texts are sent."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from core.authority.sections import Contact, Key, Section

Sender = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60, pattern=r"^[^\r\n<>\"@]*$")]


class Messages(Section):
    """`sender` stands beside the address; "" is the council's short name. `reply_to` is the key of a contact.

    `text` "govuk_notify" needs the id of a template with ((sentence)), ((link)) and ((council)) in it, and the
    council's key in the environment; "mail" needs an address that turns mail into texts, such as
    {number}@texts.example.
    """

    sender: Sender = ""
    reply_to: Key | None = None
    text: Literal["none", "govuk_notify", "mail"] = "none"
    notify_template: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{36}$")] | None = Field(default=None)
    mail_to_text: Annotated[str, StringConstraints(pattern=r"^[^\s@{}]*\{number\}[^\s@{}]*@[^\s@{}]+$")] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.text == "govuk_notify" and not self.notify_template:
            raise ValueError('text is "govuk_notify": give the id of the template as notify_template')
        if self.text == "mail" and not self.mail_to_text:
            raise ValueError('text is "mail": give mail_to_text, such as "{number}@texts.example"')
        return self


def answers_go_to(messages: Messages, contacts: tuple[Contact, ...]) -> str:
    """The address that answers go to, "" where nobody was named; raises ValueError for one who has none."""
    if messages.reply_to is None:
        return ""
    found = next((one for one in contacts if one.key == messages.reply_to), None)
    if found is None or not found.email:
        raise ValueError(f'reply_to is "{messages.reply_to}", which is no contact with an e-mail address')
    return found.email
