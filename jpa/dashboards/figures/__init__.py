"""Figures: what the records add up to for one reader. Pure reads, a constant number of queries.

Every figure says its view (by when it happened, or by where its investigation began), its status and its coverage
(rulings, "Figures"). The region's figure counts confirmed joint results once (domain rule 16).
"""

from jpa.dashboards.figures.cells import (
    COHORT_VIEW,
    PERIOD_VIEW,
    VIEWS,
    Cell,
    Coverage,
    Figures,
)
from jpa.dashboards.figures.reading import figures_of, figures_of_all

__all__ = [
    "COHORT_VIEW",
    "PERIOD_VIEW",
    "VIEWS",
    "Cell",
    "Coverage",
    "Figures",
    "figures_of",
    "figures_of_all",
]
