"""The form on which a member of staff says that something is wrong; one field is enough."""

from typing import Any, Final

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice

from core.web.forms import ChoiceField, Form, LongTextField, RadioField, TextField

SAFE: Final = {"yes": "Yes, as far as I know", "no": "No", "not_sure": "I do not know"}
STAFF: Final = {"no": "No", "yes": "Yes", "not_sure": "I do not know"}
NOT_LISTED: Final = ""
TYPED: Final = ("facts", "happened", "present", "done", "about_name", "adult_name")
CHOSEN: Final = ("safe_now", "about_staff")
OFF: Final = {"autocomplete": "off"}


class RaiseForm(Form):
    """What was seen and said, who it is about, and what was done already."""

    about = HiddenField()
    words = LongTextField(
        "What the child said, in their own words",
        description="As near as you remember. Leave it empty if they said nothing.",
        render_kw=OFF,
    )
    facts = LongTextField(
        "What you saw or heard", description="Facts first. Say what is your own opinion.", render_kw=OFF
    )
    happened = TextField("When and where", description="For example: today at 16:30, at the bus stop.", render_kw=OFF)
    present = TextField("Who was there", render_kw=OFF)
    safe_now = RadioField("Is the child safe now?", choices=[SelectChoice(key, said) for key, said in SAFE.items()])
    done = LongTextField("What was done already", description="Whom you told, rang or took somewhere.", render_kw=OFF)
    person_id = ChoiceField("Which of these people is it?")
    about_name = TextField(
        "The child's name",
        description="A name or a part of it. An unknown child is fine: write what you know.",
        render_kw=OFF,
    )
    about_staff = RadioField(
        "Is it about an adult who works or volunteers with children?",
        description="Then it goes to a separate list, which that adult and their managers cannot see.",
        choices=[SelectChoice(key, said) for key, said in STAFF.items()],
    )
    adult_name = TextField("The name of this adult", render_kw=OFF)

    def answers(self) -> dict[str, Any]:
        """What was typed and chosen beside the child's words; what was left out is not there."""
        chosen = {name: self[name].data for name in CHOSEN if self[name].data in {*SAFE, *STAFF}}
        return chosen | {name: self[name].data for name in TYPED if self[name].data}

    def is_empty(self) -> bool:
        """True where there is nothing to take in."""
        return not (self.words.data or self.answers() or self.person_id.data)
