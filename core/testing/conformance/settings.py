"""Settings: valid by themselves, strict, explained, and drawn as a form that saves."""

import pytest
from flask import Flask
from pydantic import ValidationError

from core.plugging import drawing
from core.testing.conformance.ground import HERE, Browsers, Ground


class SoundSettings(Ground):
    """What a council may choose."""

    def test_settings_are_valid_strict_and_explained(self) -> None:
        """Defaults hold, an unknown key is refused, every field has a title and help."""
        model = self.plugin.settings
        if model is None:
            return
        assert drawing.faults(model) == []
        with pytest.raises(ValidationError, match="extra_forbidden|Extra inputs"):
            model(**{"no_such_setting": 1})

    def test_the_local_admin_can_open_and_save_the_form(self, app: Flask, browsers: Browsers) -> None:
        """The drawn form comes up, and what it shows can be saved as it stands."""
        if self.plugin.settings is None:
            return
        admin, page = browsers.of("local_admin"), f"/{HERE}/admin/settings/{self.plugin.name}"
        saved = admin.submit(page)
        assert saved.status_code == 302, "the form refuses the values that it shows itself"
