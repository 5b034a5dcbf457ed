"""Guards of numbers: counts that look like years, clock times and rates.

What belongs here: matches that stand or fall with a number in them or before them. What does not:
other words that only look like a time (``guards.py``).
"""

from pipelines.extract.times.grammar import Match
from pipelines.extract.times.surroundings import Surroundings
from pipelines.extract.times.words import number


class NumberGuards(Surroundings):
    """Judges the matches that are numbers."""

    def _year(self, match: Match, before: str, after: str) -> bool:
        index = match.parts["year"][0]
        if match.last - match.first > 1 and "rough" not in match.parts:
            return True
        before = self.word(index - 1)
        if self.grammar.words.value("ZONE", after) is not None:
            return False  # "about 1400 GMT"
        year = int(self.tokens[index])
        if (
            before in ("-", "–", "/", ".")
            and self.glued(index)
            and not self.word(index - 2).isalpha()
        ):
            return False
        ahead = self.word(match.last + 1)
        if after in ("%", "$") or (
            after in ("-", "/") and self.glued(match.last + 1) and ahead.isdecimal()
        ):
            return False
        if self.raw(match.last).istitle() and self.cue("street", ahead):
            return False  # "1600 Station Road"
        if self.cue("counted_noun", after) or self.cue("before_numbered", before):
            return False
        next_tag = self.tag(match.last)
        if next_tag in ("NNS", "NNPS"):  # "of 1913 levels", but "1500 demonstrators"
            return 1500 <= year <= 2100 and self.cue("before_year_of_noun", before)
        if self.cue("before_year", before):
            return 1000 <= year <= 2100
        return 1600 <= year <= 2060 and not (
            before
            and before[0].isalpha()
            and self.tokens[index - 1][0].isupper()
            and before not in self.grammar.words.classes
            and next_tag.startswith("NN")
        )

    def _year_range(self, match: Match, before: str, after: str) -> bool:
        return int(self.tokens[match.first]) >= 1200

    def _count_or(self, match: Match, before: str, after: str) -> bool:
        """Return whether the range goes up: not "sentenced in 2019 to 12 years"."""
        if "count" not in match.parts:
            return True
        (a, b), (c, d) = match.parts["count"], match.parts["end"]
        words = self.grammar.words
        low, high = number(words, self.tokens[a:b]), number(words, self.tokens[c:d])
        return low is None or high is None or low < high

    def _short_year(self, match: Match, before: str, after: str) -> bool:
        return self.cue("before_short_year", before) and after not in ("'", "’")

    def _rate(self, match: Match, before: str, after: str) -> bool:
        """Return whether "a week" says how often: a count stands before it ("960 a week")."""
        if self.cue("after_rate_no", after):
            return False
        tag = self.tag(match.first - 1)
        counted = tag.startswith("NN") or tag == "CD" or self.cue("before_rate", before)
        if not counted and (tag or not (before.isdecimal() or before.endswith("s"))):
            return False
        for index in range(match.first - 1, max(match.first - 6, -1), -1):
            word = self.word(index)
            if word[:1].isdigit() or self.cue("before_rate", word):
                return True
            if self.grammar.words.value("CARD", word) or self.grammar.words.value("SCALE", word):
                return True
            if word in (".", ";", ",") or word[:1] == "\n":
                return False
        return False

    def _clock(self, match: Match, before: str, after: str) -> bool:
        if after in ("%", "percent") and self.glued(match.last):
            return False
        if before == "high":
            return False  # high noon
        first, last = match.parts["clock"]
        words = [self.word(i) for i in range(first, last)]
        if last - first == 1 and len(words[0]) == 4 and words[0].isdecimal():
            return self.cue("before_spoken_clock", before) or before in ("from", "and")
        if not any(self.cue("clock_shift", w) for w in words):
            return True
        # "ten to three" is a time only after "at", "by"; "rose 3 to 20", "outnumbered three to one"
        return any(self.cue("part_of_hour", w) for w in words) or self.cue(
            "before_spoken_clock", self.word(first - 1)
        )

    def _military(self, match: Match, before: str) -> bool:
        """Return whether hours are a clock time: "at 0130 hours", but "1000 hours of work"."""
        digits = self.word(match.first)
        if match.last - match.first != 2 or len(digits) != 4 or not digits.isdecimal():
            return False
        return digits[0] == "0" or self.cue("before_spoken_clock", before)

    def _clock_pair(self, match: Match, before: str, after: str) -> bool:
        middle = self.word(match.parts["begin"][1])
        return middle in ("-", "–", "—") or before in ("from", "between")
