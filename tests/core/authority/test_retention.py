"""Every class of record that a table of a council names has a period in each council's file."""

from core.authority.duties import RECORD_CLASSES
from core.authority.saved import Declared, PluginChoice
from core.db import Base
from core.plugging.personal_columns import PASSING
from core.plugging.registry import Plugins

TECHNICAL = set(PASSING)  # what Heard forgets by itself: no council decides about it


def test_every_personal_column_names_a_class_that_councils_decide_about() -> None:
    Plugins.installed()  # their tables join the metadata
    named = {
        column.info["personal"].retention
        for table in Base.metadata.tables.values()
        for column in table.columns
        if "personal" in column.info
    }
    assert named
    assert named - TECHNICAL <= set(RECORD_CLASSES)


def test_what_a_council_saved_about_plugins_is_not_about_people() -> None:
    columns = [*PluginChoice.__table__.columns, *Declared.__table__.columns]
    assert not [column for column in columns if "personal" in column.info]
