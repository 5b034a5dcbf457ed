"""Past or future: what the verb that governs a time expression, and words near it, tell.

What belongs here: reading tense and mood at a place of the Doc, from tags and tree where there are
any, else from word forms. What does not: which date follows from it (``resolve.py``).
"""

from bisect import bisect_right

from spacy.tokens import Doc, Token

# Function words only; planned and due are the adjectives that put an event ahead.
FUTURE = frozenset(
    {
        "will",
        "shall",
        "'ll",
        "’ll",
        "wo",
        "would",
        "may",
        "might",
        "could",
        "should",
        "must",
        "can",
    }
)
AHEAD = frozenset(
    {"planned", "due", "scheduled", "expected", "slated", "set", "plans", "plan", "planning",
     "expects", "likely", "upcoming", "until", "till", "deadline", "hopes", "intends",
     "going", "ready", "expect", "wants", "proposed", "begins",
     "starts", "vows", "opens", "effective", "forecast"}
)  # fmt: skip
PAST = frozenset(
    {
        "was",
        "were",
        "had",
        "did",
        "been",
        "said",
        "since",
        "ago",
        "told",
        "after",
        "went",
        "began",
        "made",
        "came",
        "took",
    }
)
_STOPS = frozenset({".", "!", "?", ";", "\n"})
_SPEECH = frozenset({"said", "says", "say", "told", "added", "reported", "announced"})


class Tense:
    """Answers for one Doc."""

    def __init__(self, doc: Doc) -> None:
        """Note where the words begin and whether there is a tree."""
        self.doc = doc
        self.starts = [t.idx for t in doc]
        self.parsed = doc.has_annotation("DEP") and doc.has_annotation("TAG")

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
        if self.doc.has_annotation("SENT_START"):
            while index > floor and not self.doc[index].is_sent_start:
                index -= 1
            return index
        while index > floor and self.doc[index - 1].text not in _STOPS:
            index -= 1
        return index

    def direction(self, start_char: int, end_char: int) -> str | None:
        """Return past, future or None for the expression at [start_char, end_char)."""
        token = self.token_at(start_char)
        if token is None:
            return None
        if token.i and self.doc[token.i - 1].lower_ in ("until", "till"):
            return "future"
        if self.parsed and (found := self._by_tree(token)):
            return found
        return self._by_window(token)

    def _by_tree(self, token: Token) -> str | None:
        node = token
        for _ in range(8):
            if node.tag_.startswith("VB") or node.tag_ == "MD":
                if (found := self._of_verb(node)) is not None:
                    return found
            elif node.lower_ in AHEAD:
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
        if verb.lower_ in (
            "planned",
            "scheduled",
            "due",
            "expected",
            "slated",
            "set",
            "going",
            "supposed",
        ):
            return "future"
        if (found := self._of_auxiliaries(auxiliaries)) is not None:
            return found
        tag = verb.tag_
        if tag == "VBD" or (tag == "VBN" and verb.dep_ in ("acl", "acl:relcl", "amod", "advcl")):
            return "past"
        if tag == "VB" and any(c.lower_ == "to" for c in children):
            return "future"
        if tag == "VBN":
            return "past"
        if tag in ("VBZ", "VBP") and verb.lower_ not in _SPEECH:
            return "present"
        return None

    def _of_auxiliaries(self, auxiliaries: list[Token]) -> str | None:
        words = {a.lower_ for a in auxiliaries}
        if words & FUTURE:
            return "past" if "have" in words else "future"
        if words & {"was", "were", "had", "did", "has", "have", "'d", "been"}:
            return "past"
        if "to" in words:
            return "future"
        if words & {"is", "are", "'s", "’s", "be", "'re", "does", "do"}:
            return "present"
        return None

    def _by_window(self, token: Token) -> str | None:
        """Nearest cue in the sentence; the words before count double."""
        best: tuple[int, str] | None = None
        for step in (-1, 1):
            index = token.i + step
            distance = 1
            while 0 <= index < len(self.doc) and distance < 25:
                word = self.doc[index].lower_
                if word in _STOPS or word[:1] == "\n":
                    break
                found = "future" if word in FUTURE or word in AHEAD else None
                if found is None and (word in PAST or (len(word) > 4 and word.endswith("ed"))):
                    found = "past"
                cost = distance if step < 0 else distance * 2
                if found and (best is None or cost < best[0]):
                    best = cost, found
                    break
                index += step
                distance += 1
        return best[1] if best else None
