"""Ids of made-up records: the same for what a record stands for, at whatever loading."""

from uuid import UUID, uuid5

from core.api import DemoWorld

NAMESPACE = UUID("5f0f6a0c-7a0d-4a3e-9f57-1d6f3c1b9a27")  # any fixed one: it makes demo ids repeatable


def demo_id(world: DemoWorld, label: str) -> UUID:
    """The id of the made-up record that `label` stands for in a council."""
    return uuid5(NAMESPACE, f"{world.seed}/{label}")
