"""Guards: matches of the grammar that are no time expressions after all.

What belongs here: ages, names, verbs that look like months, idioms. What does not: numbers
(``number_guards.py``), rules of what is a time expression (``patterns``) and the words that the
guards look for (``time_guards.csv``).
"""

from spacy.tokens import Token

from pipelines.extract.times.grammar import Match
from pipelines.extract.times.number_guards import NumberGuards

_CURRENCY = frozenset("$£€¥₹#")
_AGEABLE = frozenset({"duration", "count_or", "vague_units", "window", "half_unit", "ago", "rate"})
_NAMEABLE = frozenset({"pointed", "the_unit", "event_unit"})
_NAMED = frozenset({"PERSON", "GPE", "FAC", "ORG"})


def _is_particle(token: Token) -> bool:
    """Return whether a word belongs to the verb and not to the count behind it."""
    of_verb = token.dep_ == "advmod" and token.head.tag_.startswith("VB")
    return of_verb or token.dep_ == "compound:prt"


class Guards(NumberGuards):
    """Judges the matches in one Doc."""

    def accepts(self, match: Match) -> bool:
        """Return whether a match is a time expression."""
        first, last = match.first, match.last
        before, after = self.word(first - 1), self.word(last)
        if self.glued(first) and (before[-1:].isalnum() or before in _CURRENCY):
            return False
        if self.glued(last) and (after[:1].isalnum() or after == "_"):
            return False
        if "many" in (before, self.word(first)) and "as" in (before, self.word(first - 2)):
            return False  # "the third in as many days"
        if match.rule in _NAMEABLE and self._in_a_name(match):
            return False
        if match.rule in _AGEABLE and self._age(match):
            return False
        if "rough" in match.parts and self._preposition(match):
            return False
        check = getattr(self, f"_{match.rule}", None)
        return check is None or check(match, before, after)

    def _in_a_name(self, match: Match) -> bool:
        """Return whether the unit has a capital and the word before it none: "This Week"."""
        unit = self.raw(match.last - 1)
        if not unit.istitle() or not self.grammar.words.value("UNIT", unit):
            return False
        for index in (match.first - 1, match.first - 2):
            if self.raw(index)[:1].isalpha():
                return self.raw(index).islower()
            if self.raw(index)[:1] in ("", ".", "!", "?", ":", "\n"):
                return False
        return False

    def _age(self, match: Match) -> bool:
        if self.word(match.last - 1) == "old":  # "a three-month-old truce", but not a child
            return not self.cue("old_thing", self.word(match.last))
        after = [self.word(match.last + i) for i in range(3)]
        if self.cue("age_after", after[0]) or (after[0] == "-" and self.cue("age_after", after[1])):
            return True
        return after[:2] == ["of", "age"]

    def _preposition(self, match: Match) -> bool:
        """Return whether "over" is the preposition of the noun: "evolved over several years"."""
        first, last = match.parts["rough"]
        if last - first == 1 and self.word(last) == "the":
            return self.cue("rough_preposition", self.word(first))  # "over the past two years"
        if last - first != 1 or self.word(first) != "over":
            return False
        token = self.token(first)
        if token is not None and _is_particle(token):
            return True  # "took over a year ago"
        if self.cue("before_modifier_over", self.word(first - 1)) or self.word(last) in ("a", "an"):
            return False  # "for over 40 days", "over a year"
        return token is not None and token.dep_ in ("case", "mark")

    def _attributive(self, match: Match) -> bool:
        """Return whether the article at the front is another noun's: "the summer offensive"."""
        tag = self.tag(match.last)
        capital = match.rule != "full_date" and self.raw(match.last - 1)[:1].isupper()
        capital = capital and tag == "NNP"
        return (
            self.word(match.first) == "the"
            and match.last - match.first > 1
            and (tag in ("NN", "NNS") or capital)
        )

    def _full_date(self, match: Match, before: str, after: str) -> bool:
        return not self._attributive(match)

    def _day_of_month(self, match: Match, before: str, after: str) -> bool:
        ahead = self.tag(match.last)
        return (
            self.cue("before_day_of_month", before)
            and after not in ("-", "of")
            and not ahead.startswith(("NN", "JJ", "CD"))
        )

    def _vague_adjective(self, match: Match, before: str, after: str) -> bool:
        adjective = self.tag(match.first).startswith("JJ")
        noun = self.tag(match.last).startswith(("NN", "JJ"))  # not "did not consider the former"
        return match.last - match.first > 1 or (adjective and noun)

    def _recent(self, match: Match, before: str, after: str) -> bool:
        if self.cue("after_current_no", after):
            return False  # "the current account"
        return self._vague_adjective(match, before, after)

    def _month(self, match: Match, before: str, after: str) -> bool:
        index = match.parts["month"][0]
        if match.last - match.first > 1 and "rough" not in match.parts:
            return True
        before, word, tag = self.word(index - 1), self.word(index), self.tag(index)
        following, previous = self.raw(match.last), self.raw(index - 1)
        if (word == "jan" and following[:1].isupper()) or (word == "march" and after == "of"):
            return False
        if not self.cue("month_like_word", word):
            return True
        a_march = before in ("the", "s", "a") or self.tag(index - 1).startswith("JJ")
        if word == "march" and a_march and self.cue("after_a_march", after):
            return False  # "the March on Rome", "the annual March for Life"
        token = self.token(index)
        if tag in ("MD", "VB", "VBP") or (token is not None and token.ent_type_ == "PERSON"):
            return False
        if self.cue("before_month_name", before):
            return True
        if self.cue("month_like_name", word) and not self.glued(index):
            return previous in ("", ".") or not (previous[:1].isupper() or following[:1].isupper())
        if word in ("may", "mar") and not tag:
            return False
        return not previous[:1].isupper()

    def _window(self, match: Match, before: str, after: str) -> bool:
        first = self.word(match.first)
        if first == "last" and (before in ("to", "not") or self.tag(match.first).startswith("VB")):
            return False  # "is expected to last two weeks"
        return "same" not in (first, self.word(match.first + 1)) and first != "that"

    def _weekday(self, match: Match, before: str, after: str) -> bool:
        short = self.cue("weekday_like_word", self.word(match.last - 1))
        if short and self.word(match.first) == "that":
            return False
        if match.last - match.first == 1 and self.cue("before_weekday_of_a_name", before):
            return False  # "Bloody Sunday"
        if match.last - match.first > 1 or not short:
            return True
        return self.cue("before_weekday_like_word", before)

    def _a_weekday(self, match: Match, before: str, after: str) -> bool:
        return not self.tag(match.last).startswith(("NN", "JJ"))  # "a Monday deadline"

    def _deictic(self, match: Match, before: str, after: str) -> bool:
        # "USA Today"; a title in capitals has no word before it in capitals only
        previous = self.raw(match.first - 1)
        return not (
            self.tokens[match.last - 1].istitle() and len(previous) > 1 and previous.isupper()
        )

    def _bare_season(self, match: Match, before: str, after: str) -> bool:
        word = self.raw(match.first)
        token = self.token(match.first)
        if word.lower() == "fall" or self.cue("season_name_after", after):
            return False
        if self.cue("before_season", before):
            return after != "of"
        if self.cue("season_name_before", before):
            return False
        if token is not None and (token.tag_.startswith("VB") or token.ent_type_ in _NAMED):
            return False
        previous, following = self.raw(match.first - 1), self.raw(match.last)
        inside = previous[:1].isalnum() and word[0].isupper()
        return not inside or not previous[0].isupper() or following[:1].isupper()

    def _season(self, match: Match, before: str, after: str) -> bool:
        words = [self.word(i) for i in range(match.first, match.last)]
        if words[0] == "the" and len(words) == 2:
            if self._attributive(match) or self.cue("season_name_after", after):
                return False
            return words[1] != "fall" or (after != "of" and self.cue("before_fall", before))
        return not ("fall" in words and after == "of")

    def _the_unit(self, match: Match, before: str, after: str) -> bool:
        if self.word(match.last - 1) == "weekend":
            return True
        unit = self.raw(match.last - 1)
        price = self.word(match.last + 1)[:1]
        if before == "for" and after == "of" and (price in _CURRENCY or price.isdecimal()):
            return True  # "a high for the year of $52"
        if unit == "Year" or (unit == "day" and before == "of"):
            return False  # "the Year III", "the writers of the day"
        return not self.cue("after_the_unit_no", after) and self.cue("before_the_unit", before)

    def _unit_ended(self, match: Match, before: str, after: str) -> bool:
        ahead = self.word(match.last + 1)
        words = self.grammar.words
        dated = any(words.value(name, ahead) for name in ("MFULL", "MABBR", "WFULL", "DEICTIC"))
        return self.cue("after_unit_ended", after) and (dated or ahead.isdecimal())

    def _event_unit(self, match: Match, before: str, after: str) -> bool:
        return after in ("before", "after") and self._goes_on(match.last + 1)

    def _goes_on(self, index: int) -> bool:
        """Return whether what stands there is what a "before" or "after" points to."""
        word = self.word(index)
        return word[:1].isalnum() and (word == "the" or not self.cue("shift_goes_on", word))

    def _neighbour(self, match: Match, before: str, after: str) -> bool:
        shift = self.word(match.last - 1)
        if after == "than":
            return False  # "a day earlier than planned" is a day of difference
        return shift not in ("before", "after") or not self._goes_on(match.last)

    def _later(self, match: Match, before: str, after: str) -> bool:
        shift = self.word(match.last - 1)
        # "many months before they came"; "the year before they came" is both
        clause = self.cue("pronoun", self.word(match.last))
        if after == "than":
            return False
        return shift not in ("before", "prior") or not (clause or self._goes_on(match.last))

    def _bare_part(self, match: Match, before: str, after: str) -> bool:
        both = before == "and" and self.word(match.first - 2) == "day"  # "day and night"
        return self.cue("before_part_of_day", before) and after != "club" and not both

    def _vague_units(self, match: Match, before: str, after: str) -> bool:
        if self.tag(match.first) == "VBZ" or self.cue("before_vague_units_no", before):
            return False
        return not self.cue("vague_units_no", self.word(match.last - 1))

    def _plural_part(self, match: Match, before: str, after: str) -> bool:
        return self.cue("before_plural_part", before) and after != "of"

    def _duration(self, match: Match, before: str, after: str) -> bool:
        last = self.word(match.last - 1)
        if (last in ("second", "quarter") and "plus" not in match.parts) or (
            last == "quarters"
            and after == "of"
            and self.word(match.last - 2) in ("three", "-", "3")
        ):
            return False
        first = self.word(match.first)
        if last == "hours" and self._military(match, before):
            return False
        if match.last - match.first == 2 and first == "one" and last == "day":
            return False  # ``one_day`` reads it
        if last == "day" and after == "of" and self.cue("before_a_day_of", before):
            return False  # "Friday was a day of mourning"
        if first == "some" and self.grammar.words.value("UNIT", last):
            return False  # "some day"
        return "plus" in match.parts or not self._attributive(match)

    def _vague_span(self, match: Match, before: str, after: str) -> bool:
        return before == "for" or not self.cue("after_some_time", after)  # "some time next year"

    def _part_before(self, match: Match, before: str, after: str) -> bool:
        return not self._goes_on(match.last)

    def _frequency(self, match: Match, before: str, after: str) -> bool:
        return not (
            self.tokens[match.first][0].isupper()
            and match.first > 0
            and before not in (".", '"', "“", "\n\n")
        )

    def _vague(self, match: Match, before: str, after: str) -> bool:
        words = [self.word(i) for i in range(match.first, match.last)]
        if words[-1] == "present":
            return before in ("at", "until", "till") and not self.tag(match.last).startswith("NN")
        if words[-1] == "moment":
            return before in ("at", "for")
        if len(words) == 1 and words[0] in ("past", "future"):
            return self.cue("before_the_past", before)
        return True
