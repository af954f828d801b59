"""Ids of made-up records: the same for what a record stands for, at whatever loading."""

from uuid import UUID, uuid5

from core.api import DemoWorld

NAMESPACE = UUID("6d2cf1f4-1a8f-4d63-9f0c-5b3a7c2e9a11")  # any fixed one: it makes demo ids repeatable


def demo_id(world: DemoWorld, label: str) -> UUID:
    """The id of the made-up record that `label` stands for in a council."""
    return uuid5(NAMESPACE, f"{world.seed}/{label}")
