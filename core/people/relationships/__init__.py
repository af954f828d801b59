"""Who stands in for whom, and what an adult may see of a child: `parents_see` is the rule asked of the database."""

from core.people.relationships.rules import Access, Item
from core.people.relationships.seeing import Seen, adults_of, child_of, children_of, parents_see

__all__ = ["Access", "Item", "Seen", "adults_of", "child_of", "children_of", "parents_see"]
