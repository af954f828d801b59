"""When what somebody is called tells more than their name."""

import pytest

from core.people.names import other_name


@pytest.mark.parametrize(
    ("known_as", "said"),
    [("", ""), ("Aaron", ""), ("kalsi", ""), ("Aarón", ""), ("Aaron Kalsi", ""), ("Az", "Az"), ("Aaron K", "Aaron K")],
)
def test_known_as_is_said_only_where_the_name_does_not_say_it(known_as: str, said: str) -> None:
    assert other_name("Aaron Kalsi", known_as) == said
