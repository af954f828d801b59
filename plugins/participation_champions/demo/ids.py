"""Ids of made-up records: the same for what a record stands for, at whatever loading."""

from uuid import UUID, uuid5

from core.api import DemoWorld

NAMESPACE = UUID("b0a4e7de-3b5e-4a0e-8e58-0d6c1f2f9c77")  # any fixed one: it makes demo ids repeatable


def demo_id(world: DemoWorld, label: str) -> UUID:
    """The id of the made-up record that `label` stands for in a council."""
    return uuid5(NAMESPACE, f"{world.seed}/{label}")
