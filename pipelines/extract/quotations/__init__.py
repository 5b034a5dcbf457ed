"""Quotations: who said what. Each module's docstring says what it holds."""

from pipelines.extract.quotations.component import make_quotations

__all__ = ["make_quotations"]
