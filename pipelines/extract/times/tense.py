"""Past or future: what the verb that governs a time expression, and words near it, tell.

What belongs here: reading tense and mood at a place of the Doc, from tags and tree where there are
any, else from word forms; the cue words are ``time_cues.csv``. What does not: which date follows
from it (``choice.py``).
"""

import csv
from bisect import bisect_right
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from pipelines.settings import reference_path

_STOPS = frozenset({".", "!", "?", ";", "\n"})
_CLIMB = 8  # heads between a time expression and its verb
_REACH = 12  # words between an act and its day
_WINDOW = 25  # words on either side in which a cue counts where there is no tree


@cache
def cue_words() -> dict[str, frozenset[str]]:
    """Return the listed words of each cue."""
    found: dict[str, set[str]] = {}
    with reference_path("time_cues.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["cue"], set()).add(row["word"])
    return {cue: frozenset(words) for cue, words in found.items()}


class Tense:
    """Answers for one Doc."""

    def __init__(self, doc: Doc) -> None:
        """Note where the words begin and whether there is a tree."""
        self.doc = doc
        self.starts = [t.idx for t in doc]
        self.parsed = doc.has_annotation("DEP") and doc.has_annotation("TAG")
        self.cut = doc.has_annotation("SENT_START")  # asked once: it looks at every token
        self.cues = cue_words()
        self._ahead = self.cues["modal"] | self.cues["ahead"]

    def token_at(self, char: int) -> Token | None:
        """Return the token that holds a character."""
        index = bisect_right(self.starts, char) - 1
        return self.doc[index] if index >= 0 else None

    def sentence_at(self, char: int) -> int:
        """Return the first token of the sentence at a character."""
        token = self.token_at(char)
        if token is None:
            return 0
        index = token.i
        floor = max(0, index - 80)
        if self.cut:
            while index > floor and not self.doc[index].is_sent_start:
                index -= 1
            return index
        while index > floor and self.doc[index - 1].text not in _STOPS:
            index -= 1
        return index

    def before(self, char: int, count: int = 1) -> list[Token]:
        """Return up to ``count`` words before a character, the nearest first, no white space."""
        index = bisect_right(self.starts, char) - 2
        floor = index - _WINDOW
        found: list[Token] = []
        while index >= 0 and index > floor and len(found) < count:
            if not self.doc[index].is_space:
                found.append(self.doc[index])
            index -= 1
        return found

    def direction(self, start_char: int, end_char: int) -> str | None:
        """Return past, future or None for the expression at [start_char, end_char)."""
        token = self.token_at(start_char)
        if token is None:
            return None
        if self._limited(start_char) or self._asked(start_char, end_char):
            return "future"
        if self._over(start_char) or self._said(start_char, end_char):
            return "past"
        if self.parsed and (found := self._by_tree(token)):
            # "a premium over Thursday's price": the noun has a day, whatever is said of it now
            held = token.dep_ in ("nmod:poss", "compound") and found == "present"
            if found == "present" and self._by(start_char):
                return "future"  # "sees it falling to 3% by December"
            if found == "present" and self._of_a_mishap(start_char):
                return "past"
            return None if held else found
        return self._by_window(token)

    def firm(self, start_char: int) -> bool:
        """Return whether words tell past from future there, and not the mood of a verb.

        "Will meet", "expires", "until", "postponed to", "the quarter ended"; not "agreed to meet",
        "would meet", whose day can be over. Without a tree nothing weighs against the nearest cue.
        """
        if self._over(start_char) or not self.parsed or self._at_the_earliest(start_char):
            return True
        if self._limited(start_char):
            return not self.pluperfect(start_char)  # "had waited until Friday"
        verb = self.verb(start_char)
        present = verb is not None and verb.tag_ in ("VBZ", "VBP")
        return self.to_come(start_char) or (present and verb.lower_ not in self.cues["speech"])  # type: ignore[union-attr]

    def _said(self, start_char: int, end_char: int) -> bool:
        """Return whether a word of saying stands right before: "said on Sunday he would travel".

        Parsers hang such a day on what is said as often as on the saying. Not "said Sunday's vote
        would go on": that day is the vote's.
        """
        before = [t for t in self.before(start_char, 3) if t.lower_ not in self.cues["on"]]
        if not before or before[0].lower_ not in self.cues["said"]:
            return False
        token = self.token_at(end_char - 1)
        after = self.doc[token.i + 1] if token is not None and token.i + 1 < len(self.doc) else None
        return after is None or after.tag_ not in ("POS", "NN", "NNS", "NNP")

    def _of_a_mishap(self, start_char: int) -> bool:
        """Return whether it is the day of what nobody plans, or of what something is said after.

        "Police are investigating a shooting in Troy on Friday", "is in hospital after a fall
        Sunday", "look for gunmen who struck in Troy Friday": trees hang the day on the verb of the
        present as often as on the noun or its clause.
        """
        for token in self.before(start_char, _REACH):
            if token.lower_ in self.cues["mishap"] or token.lower_ in self.cues["after"]:
                return True
            if token.is_sent_start or token.tag_.startswith("VB"):
                return token.tag_ == "VBD"
        return False

    def _by(self, start_char: int) -> bool:
        before = self.before(start_char)
        return bool(before) and before[0].lower_ == "by"

    def _asked(self, start_char: int, end_char: int) -> bool:
        """Return whether it is the day of what is asked for, or appointed to be something.

        "Called for a rally on Saturday", "declared Friday a day of mourning": the act is over, its
        day is not.
        """
        before = [t for t in self.before(start_char, 8) if t.lower_ not in self.cues["on"]]
        if before and before[0].lower_ in self.cues["appoint"]:
            token = self.token_at(end_char - 1)
            after = self.doc[token.i + 1 : token.i + 2].text if token is not None else ""
            return after in ("a", "an", "as")
        for token, last in pairwise(before[1:]):
            if token.lower_ == "for":
                return last.lower_ in self.cues["ask"]
            if not token.tag_.startswith(("NN", "JJ", "DT", "CD")):
                return False
        return False

    def _at_the_earliest(self, start_char: int) -> bool:
        """Return whether it is the first day that can be: "could sail as early as Monday"."""
        words = [t.lower_ for t in self.before(start_char, 3)]
        return words[::2] == ["as", "as"] and words[1] in ("early", "soon")

    def _over(self, start_char: int) -> bool:
        before = self.before(start_char)
        return bool(before) and before[0].lower_ in self.cues["over"]

    def _limited(self, start_char: int) -> bool:
        """Return whether the words right before lead ahead: "until", "postponed to"."""
        before = self.before(start_char, 4)
        if not before or before[0].lower_ in self.cues["limit"]:
            return bool(before)
        moved = {t.lower_ for t in before[1:]} & self.cues["moved"]
        return bool(moved) and before[0].lower_ in ("to", "for", "until")

    def pluperfect(self, start_char: int) -> bool:
        """Return whether the governing verb looks back from the past ("had fled in 1939")."""
        if not self.parsed:
            return any(t.lower_ in ("had", "'d") for t in self.before(start_char, 6))
        verb = self.verb(start_char)
        if verb is None:
            return False
        return any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children)

    def to_come(self, start_char: int) -> bool:
        """Return whether the governing verb is ahead of the writer ("will", "is to")."""
        verb = self.verb(start_char)
        if verb is None:
            return False
        words = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
        return bool(words & {"will", "'ll", "’ll", "wo", "is", "are"})

    def reduced(self, start_char: int) -> bool:
        """Return whether the governing verb is a participle that a noun has."""
        verb = self.verb(start_char)
        return verb is not None and verb.tag_ == "VBN" and verb.dep_ == "acl"

    def habitual(self, start_char: int) -> bool:
        """Return whether the governing verb tells of what comes round ("usually")."""
        verb = self.verb(start_char)
        return verb is not None and any(c.lower_ in self.cues["habit"] for c in verb.children)

    def verb(self, start_char: int) -> Token | None:
        """Return the verb that governs a place, None without a tree or where there is none."""
        node = self.token_at(start_char) if self.parsed else None
        for _ in range(_CLIMB):
            if node is None or node.tag_.startswith("VB"):
                return node
            node = None if node.head is node else node.head
        return None

    def _by_tree(self, token: Token) -> str | None:
        node = _projected(token)
        for _ in range(_CLIMB):
            if node.tag_.startswith("VB") or node.tag_ == "MD":
                if (found := self._of_verb(node)) is not None:
                    return found
            elif node.lower_ in self.cues["ahead"] and node.tag_[:2] != "NN":
                return "future"
            elif (cop := [c for c in node.children if c.dep_ in ("cop", "aux")]) and (
                found := self._of_auxiliaries(cop)
            ) is not None:
                return found
            if node.head is node:
                return None
            node = node.head
        return None

    def _of_verb(self, verb: Token) -> str | None:
        children = [c for c in verb.children if c.i < verb.i or c.dep_ == "cop"]
        auxiliaries = [c for c in children if c.dep_ in ("aux", "aux:pass", "cop")]
        marks = self.cues["condition"]
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in marks for c in children):
            return self._of_matrix(verb)
        if verb.lower_ in self.cues["ahead_verb"]:
            return "future"
        words = {c.lower_ for c in children}
        if "to" in words and words & {"is", "are", "'s", "’s", "was", "were"}:
            return "future"  # is to stand trial; "was to meet" is ahead of what was said
        if (found := self._of_auxiliaries(auxiliaries)) is not None:
            return found
        tag = verb.tag_
        if tag in ("VBZ", "VBP") and verb.lower_ in self.cues["ahead"]:
            return "future"  # the treaty expires in June
        if tag == "VBD" or (tag == "VBN" and verb.dep_ in ("acl", "acl:relcl", "amod", "advcl")):
            return "past"
        if tag == "VB" and any(c.lower_ == "to" for c in children):
            head = verb.head.lower_
            if verb.dep_ == "acl" and head not in self.cues["ahead"]:
                return None  # "the first country to join": the time of the sentence
            return None if head in self.cues["implicative"] else "future"
        if tag == "VBN":
            return "past"
        if tag in ("VBZ", "VBP") and verb.lower_ not in self.cues["speech"]:
            return "present"
        return None

    def _of_matrix(self, verb: Token) -> str | None:
        """Return the future of the clause that a condition belongs to, else the verb's own past."""
        head = verb.head
        if head.tag_.startswith("VB"):
            words = {c.lower_ for c in head.children if c.dep_ == "aux"}
            if words & self.cues["modal"] and "have" not in words:
                return "future"
        return "past" if verb.tag_ in ("VBD", "VBN") else None

    def _of_auxiliaries(self, auxiliaries: list[Token]) -> str | None:
        words = {a.lower_ for a in auxiliaries}
        if words & self.cues["modal"]:
            return "past" if "have" in words else "future"
        if words & self.cues["past_auxiliary"]:
            return "past"
        if "to" in words:
            return "future"
        if words & self.cues["present_auxiliary"]:
            return "present"
        return None

    def _by_window(self, token: Token) -> str | None:
        """Nearest cue in the sentence; the words before count double."""
        best: tuple[int, str] | None = None
        for step in (-1, 1):
            index = token.i + step
            distance = 1
            while 0 <= index < len(self.doc) and distance < _WINDOW:
                word = self.doc[index].lower_
                if word in _STOPS or word[:1] == "\n":
                    break
                found = "future" if word in self._ahead else None
                past = word in self.cues["past"] or (len(word) > 4 and word.endswith("ed"))
                if found is None and past:
                    found = "past"
                cost = distance if step < 0 else distance * 2
                if found and (best is None or cost < best[0]):
                    best = cost, found
                    break
                index += step
                distance += 1
        return best[1] if best else None


def _projected(token: Token) -> Token:
    """Return what to climb from: a clause that stands between a word and its head has the word.

    "The envoys will meet on Thursday, the ministry said on Monday": parsers hang the second day on
    "meet", from which "said" parts it.
    """
    node = token
    for _ in range(_CLIMB):
        if node.head is node or node.tag_.startswith("VB"):
            break
        node = node.head
    governor = between = node
    for _ in range(_CLIMB):
        if node.head is node:
            break
        node = node.head
        if between.i < node.i < token.i:
            between = node
    return between if between is not governor and between.tag_.startswith("VB") else token
