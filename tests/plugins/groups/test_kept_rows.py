"""The staff list keeps its rows, but never longer than they are true, and never for somebody else."""

from core.testing.apps import World
from tests.plugins.groups.planting import Plant

MANAGE = "/ashdown/groups/manage/"


def test_a_new_group_its_way_in_and_its_members_show_at_once(world: World) -> None:
    worker = world.browser("worker")
    assert "Fresh Forum" not in worker.get(MANAGE).text
    made = worker.submit(MANAGE + "new", {"name": "Fresh Forum", "kind": "forum"})
    assert made.status_code == 302
    assert "Fresh Forum" in worker.get(MANAGE).text
    assert "Nominated" not in worker.get(MANAGE).text
    worker.submit(made.location + "/join/new", {"kind": "nomination", "by_whom": "Social worker"})
    assert "Nominated" in worker.get(MANAGE).text


def test_rows_kept_for_one_reader_are_not_shown_to_another(world: World, plant: Plant) -> None:
    mine, other = world.people["ashdown", "worker"], world.people["ashdown", "practitioner"]
    plant("quiet", name="Quiet Group", workers=[mine.person_id], members=[other.person_id], members_hidden=True)
    worker, admin = world.browser("worker"), world.browser("local_admin")
    assert "Hidden</td>" not in worker.get(MANAGE).text, "who runs the group knows how many are in it"
    assert "Hidden</td>" in admin.get(MANAGE).text
    assert "Hidden</td>" not in worker.get(MANAGE).text
    assert "Quiet Group" not in world.browser("worker", "brackwell").get("/brackwell/groups/manage/").text
