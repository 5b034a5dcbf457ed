"""Names, and the descriptions and pronouns that stand for them in one document."""

from pipelines.extract.mentions.component import MentionFinder, make_mentions

__all__ = ["MentionFinder", "make_mentions"]
