"""Guards: matches of the grammar that are no time expressions after all.

What belongs here: ages, numbers that look like years, names, verbs that look like months. What does
not: rules of what is a time expression (``grammar.py``).
"""

from bisect import bisect_left

from spacy.attrs import IDX
from spacy.tokens import Doc

from pipelines.extract.times.grammar import Grammar, Match

_BEFORE_YEAR = frozenset(
    {
        *("in", "since", "by", "from", "until", "till", "of", "before", "after", "during", "for"),
        *("to", "between", "and", "early", "late", "mid", "through", "around", "about", "or"),
        *("circa", "than", "the", "late-"),
    }
)
_BEFORE_MONTH_NAME = _BEFORE_YEAR | frozenset({"last", "next", "this", "on"})
_AGE_AFTER = frozenset({"old", "olds"})
_CURRENCY = frozenset("$£€¥₹#")


class Guards:
    """Judges the matches in one Doc."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        tokens: list[str],
        starts: list[int],
        classes: str,
        grammar: Grammar,
    ) -> None:
        """Keep the text, its words and the Doc's tags."""
        self.doc, self.text, self.tokens, self.starts, self.classes = (
            doc,
            text,
            tokens,
            starts,
            classes,
        )
        self.grammar = grammar
        self.tagged = doc.has_annotation("TAG")
        self.doc_starts = doc.to_array(IDX).tolist() if len(doc) else []

    def word(self, index: int) -> str:
        """Return a word in lower case, empty outside of the text."""
        return self.tokens[index].lower() if 0 <= index < len(self.tokens) else ""

    def glued(self, index: int) -> bool:
        """Return whether nothing stands between a word and the word before it."""
        return (
            0 < index < len(self.tokens)
            and self.starts[index - 1] + len(self.tokens[index - 1]) == self.starts[index]
        )

    def tag(self, index: int) -> str:
        """Return the tag of the Doc's token at a word, empty without tags."""
        if not self.tagged or not 0 <= index < len(self.tokens):
            return ""
        at = bisect_left(self.doc_starts, self.starts[index])
        return (
            self.doc[at].tag_
            if at < len(self.doc_starts) and self.doc_starts[at] == self.starts[index]
            else ""
        )

    def accepts(self, match: Match) -> bool:
        """Return whether a match is a time expression."""
        first, last = match.first, match.last
        before, after = self.word(first - 1), self.word(last)
        if self.glued(first) and before[-1:].isalnum():
            return False
        if self.glued(last) and (after[:1].isalnum() or after == "_"):
            return False
        if self.glued(first) and before in _CURRENCY:
            return False
        if match.rule in (
            "duration",
            "count_or",
            "vague_units",
            "window",
            "half_unit",
            "ago",
        ) and self._age(match):
            return False
        check = getattr(self, f"_{match.rule}", None)
        return check is None or check(match, before, after)

    def _age(self, match: Match) -> bool:
        after = [self.word(match.last + i) for i in range(3)]
        if after[0] in _AGE_AFTER or (after[0] == "-" and after[1] in _AGE_AFTER):
            return True
        return after[:2] == ["of", "age"]

    def _year(self, match: Match, before: str, after: str) -> bool:
        if match.last - match.first > 1:
            return True
        year = int(self.tokens[match.first])
        if (
            before in ("-", "–", "/", ".")
            and self.glued(match.first)
            and not self.word(match.first - 2).isalpha()
        ):
            return False
        if after in ("%", "$") or (
            after in ("-", "/")
            and self.glued(match.last + 1)
            and self.word(match.last + 1).isdecimal()
        ):
            return False
        next_tag = self.tag(match.last)
        if next_tag in ("NNS", "NNPS") or after in (
            "percent",
            "per",
            "people",
            "men",
            "troops",
            "km",
            "miles",
            "million",
        ):
            return (
                before in ("the", "in", "early", "late")
                and self.word(match.first - 1) == "in"
                and 1500 <= year <= 2100
            )
        if before in _BEFORE_YEAR:
            return 1000 <= year <= 2100
        return 1600 <= year <= 2060 and not (
            before
            and before[0].isalpha()
            and self.tokens[match.first - 1][0].isupper()
            and before not in self.grammar.words.classes
            and next_tag.startswith("NN")
        )

    def _year_range(self, match: Match, before: str, after: str) -> bool:
        return int(self.tokens[match.first]) >= 1200

    def _month(self, match: Match, before: str, after: str) -> bool:
        if match.last - match.first > 1:
            return True
        word = self.word(match.first)
        tag = self.tag(match.first)
        following = self.tokens[match.last] if match.last < len(self.tokens) else ""
        if (word == "jan" and following[:1].isupper()) or (word == "march" and after == "of"):
            return False
        if word in ("may", "march", "august", "mar", "jun", "jan", "april", "june"):
            if tag in ("MD", "VB", "VBP"):
                return False
            if before in _BEFORE_MONTH_NAME:
                return True
            if word in ("april", "june", "jan", "august") and self.glued(match.first) is False:
                previous = self.tokens[match.first - 1] if match.first else "."
                following = self.tokens[match.last] if match.last < len(self.tokens) else "."
                return not (previous[:1].isupper() or following[:1].isupper()) or previous == "."
            return (
                not self.tagged and False
                if word in ("may", "mar") and not tag
                else not self._capital_before(match.first)
            )
        return True

    def _capital_before(self, index: int) -> bool:
        return index > 0 and self.tokens[index - 1][:1].isupper()

    def _window(self, match: Match, before: str, after: str) -> bool:
        return self.word(match.first) not in ("that", "same")

    def _weekday(self, match: Match, before: str, after: str) -> bool:
        if (
            self.word(match.last - 1) in ("sun", "sat", "mon", "wed")
            and self.word(match.first) == "that"
        ):
            return False
        if match.last - match.first > 1:
            return True
        if self.word(match.first) in ("sun", "sat", "mon", "wed"):
            return before in ("on", ",", "last", "next", "(", "by", "until")
        return True

    def _short_year(self, match: Match, before: str, after: str) -> bool:
        return before in (
            "in",
            "of",
            "since",
            "from",
            "until",
            "to",
            "by",
            "class",
            "summer",
            "early",
            "late",
        ) and after not in ("'", "’")

    def _century(self, match: Match, before: str, after: str) -> bool:
        return True

    def _bare_season(self, match: Match, before: str, after: str) -> bool:
        if self.word(match.first) == "fall":
            return False
        if before in (
            "in",
            "by",
            "until",
            "this",
            "since",
            "during",
            "and",
            "or",
            "late",
            "early",
            "of",
            "every",
        ):
            return after not in ("of",)
        return self.word(match.first) in ("autumn",) and before != "prague"

    def _season(self, match: Match, before: str, after: str) -> bool:
        words = [self.word(i) for i in range(match.first, match.last)]
        if match.last - match.first == 2 and words[0] == "the":
            return words[1] != "fall" or before in ("in", "by", "until", "during")
        return not ("fall" in words and after == "of")

    def _the_unit(self, match: Match, before: str, after: str) -> bool:
        if self.word(match.last - 1) == "weekend":
            return True
        return after not in ("of", "-", "when", "that") and before in (
            "of",
            "for",
            "in",
            "during",
            "by",
            "later",
            "earlier",
            "and",
            "from",
            "over",
        )

    def _bare_part(self, match: Match, before: str, after: str) -> bool:
        return (
            before
            in (
                "at",
                "by",
                "until",
                "before",
                "after",
                "since",
                "that",
                "around",
                "one",
                "all",
                "and",
            )
            and after != "club"
        )

    def _vague_units(self, match: Match, before: str, after: str) -> bool:
        if self.tag(match.first) in ("VBZ",):
            return False
        word = (
            self.word(match.last - 1)
            if self.word(match.last - 1) not in ("of", "and")
            else self.word(match.last - 2)
        )
        if before in (
            "the",
            "these",
            "those",
            "his",
            "her",
            "their",
            "its",
            "our",
            "my",
            "-",
            "working",
            "business",
            "seconds",
        ):
            return False
        return word not in ("seconds", "weekends", "quarters")

    def _duration(self, match: Match, before: str, after: str) -> bool:
        last = self.word(match.last - 1)
        if last == "second" or (last == "quarter"):
            return False
        if (
            self.word(match.first) in ("a", "an", "one")
            and match.last - match.first == 2
            and self.word(match.first) == "one"
        ):
            return last not in ("day",)
        return True

    def _clock(self, match: Match, before: str, after: str) -> bool:
        return not (after in ("-", "%", "percent") and self.glued(match.last) and after != "-")

    def _per_unit(self, match: Match, before: str, after: str) -> bool:
        return True

    def _frequency(self, match: Match, before: str, after: str) -> bool:
        return not (
            self.tokens[match.first][0].isupper()
            and match.first > 0
            and before not in (".", '"', "“", "\n\n")
        )

    def _vague(self, match: Match, before: str, after: str) -> bool:
        word = self.word(match.first)
        if word == "soon" and (before in ("as", "so", "how", "too") or after in ("after", "as")):
            return False
        if match.last - match.first == 1:
            if word in ("past", "present", "future"):
                return before in ("the", "of", "in", "and") and word != "present"
            if word == "recent":
                return True
        return (
            "present" not in [self.word(i) for i in range(match.first, match.last)]
            or before == "at"
        )
