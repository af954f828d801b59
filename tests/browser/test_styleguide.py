"""The style guide shows every component, so every component is looked at: each face, both directions, large type."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.quality import accessible


@pytest.mark.parametrize("face", ["public", "young", "worker"])
def test_every_component_is_good(visit: Visit, face: str) -> None:
    visitor = visit()
    visitor.go(f"/styleguide?face={face}&band=standard&direction=ltr&look=lincolnshire")
    assert not (faults := accessible(visitor.page)), "\n- ".join(["", *faults])


@pytest.mark.parametrize("face", ["public", "young"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_component_fits_a_small_phone_in_large_type(visit: Visit, face: str, direction: str) -> None:
    visitor = visit()
    visitor.go(f"/styleguide?face={face}&band=easy&direction={direction}&look=nottinghamshire")
    assert not (faults := accessible(visitor.page, (320,))), "\n- ".join(["", *faults])


@pytest.mark.parametrize("state", ["", "errors"])
def test_every_field_is_good(visit: Visit, state: str) -> None:
    visitor = visit()
    visitor.go(f"/styleguide/form?face=worker&band=standard&direction=ltr&look=&state={state}")
    assert not (faults := accessible(visitor.page)), "\n- ".join(["", *faults])
