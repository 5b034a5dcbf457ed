"""Figures: every number that says how many or how much, as the document claims it."""

from pipelines.extract.figures.component import make_figures

__all__ = ["make_figures"]
