"""What other plugins may use of influence: how activities were run, term by term, in one participation model."""

from plugins.influence.modes.shares import Chart, shares_by_term

__all__ = ["Chart", "shares_by_term"]
