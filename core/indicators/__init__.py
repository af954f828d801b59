"""Indicators: what councils count alike, declared by plugins, counted at night, read as numbers only."""

from core.indicators.counting import count, count_changed, every_indicator, indicators_of, rebuilt, recent
from core.indicators.declared import AGES, MODES, NOT_KNOWN, Contribution, Indicator, Part, age_category
from core.indicators.quarters import Quarter
from core.indicators.reading import Figure, figures
from core.indicators.tallying import ALL

__all__ = [
    "AGES",
    "ALL",
    "MODES",
    "NOT_KNOWN",
    "Contribution",
    "Figure",
    "Indicator",
    "Part",
    "Quarter",
    "age_category",
    "count",
    "count_changed",
    "every_indicator",
    "figures",
    "indicators_of",
    "rebuilt",
    "recent",
]
