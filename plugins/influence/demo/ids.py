"""Ids of made-up records: the same for what a record stands for, at whatever loading."""

from uuid import UUID, uuid5

from core.api import DemoWorld

NAMESPACE = UUID("0c7f7f0e-6f55-4c57-9a8e-2f2f7b1b6d42")  # any fixed one: it makes demo ids repeatable


def demo_id(world: DemoWorld, label: str) -> UUID:
    """The id of the made-up record that `label` stands for in a council."""
    return uuid5(NAMESPACE, f"{world.seed}/{label}")
