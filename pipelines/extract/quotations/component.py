"""The component ``newstables_quotations``: fills ``doc._.quotations``.

What belongs here: the order of the steps and the records. What does not: the rules of each step.
"""

import bisect
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.extract.quotations.attribution import Attributed, attribute
from pipelines.extract.quotations.cues import Cue, find_cues
from pipelines.extract.quotations.marks import Run, quoted_runs
from pipelines.extract.quotations.reported import Clause, reported_clauses
from pipelines.extract.quotations.speakers import Speaker, Speakers
from pipelines.extract.quotations.verbs import reporting_verbs
from pipelines.extract.quotations.words import Words, words_of
from pipelines.extract.records import Quotation, local_id, register_slots
from pipelines.read.layout import layout

# An indirect row whose words are quoted to this share is the quoted run over again.
_MOSTLY_QUOTED = 0.9


@Language.factory("newstables_quotations")
def make_quotations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component; it reads ``doc._.mentions`` where they are filled."""
    register_slots()
    reporting_verbs()
    return add_quotations


def add_quotations(doc: Doc) -> Doc:
    """Set ``doc._.quotations``: direct, mixed and indirect speech with its speakers."""
    doc._.quotations = [quotation for quotation, _ in quotations_with_speakers(doc)]
    return doc


def quotations_with_speakers(doc: Doc) -> list[tuple[Quotation, Speaker]]:
    """Return the quotations in order, each with the words that its speaker stands on."""
    text = doc.text
    blocks = doc._.blocks if doc._.blocks is not None else layout(text)
    paragraphs = [(b.start_char, b.end_char) for b in blocks]
    words = words_of(doc, paragraphs)
    if not len(words):
        return []
    runs = quoted_runs(text, paragraphs)
    cues = find_cues(words, _quoted(words, runs))
    clauses = reported_clauses(words, cues)
    quoted = attribute(text, words, runs, paragraphs, cues, clauses)
    clauses = sorted(
        [*clauses, *_leading(words, quoted, cues, clauses)], key=lambda c: (c.first, c.last)
    )
    return _records(words, doc, quoted, _kept(words, clauses, runs))


def _quoted(words: Words, runs: list[Run]) -> list[bool]:
    """Return for each word whether it stands inside quotation marks."""
    inside = [False] * len(words)
    for run in runs:
        if run.depth == 0:
            first, last = words.at(run.opens_at), words.at(run.closes_at)
            inside[first:last] = [True] * (last - first)
    return inside


def _leading(
    words: Words, quoted: list[Attributed], cues: list[Cue], clauses: list[Clause]
) -> list[Clause]:
    """Return the clauses that lead into a mixed run which its cue follows."""
    by_subject = {c.subject: c for c in cues}
    known = {c.cue.word for c in clauses}
    found = []
    for item in quoted:
        cue = by_subject.get(item.subject)
        if item.lead >= 0 and cue is not None and cue.word not in known:
            found.append(Clause(item.lead, words.at(item.run.end_char) - 1, cue))
    return found


def _kept(words: Words, clauses: list[Clause], runs: list[Run]) -> list[Clause]:
    """Leave out clauses that are a quoted run over again, or begin inside one."""
    outer = [r for r in runs if r.depth == 0]
    starts = [r.start_char for r in outer]
    kept = []
    for clause in clauses:
        start, end = words.start[clause.first], words.end[clause.last]
        index = max(0, bisect.bisect_right(starts, start) - 1)
        covered = 0
        for run in outer[index:]:
            if run.start_char >= end:
                break
            covered += max(0, min(end, run.closes_at) - max(start, run.opens_at))
        if covered < _MOSTLY_QUOTED * (end - start) - 2:
            kept.append(clause)
    return kept


def _records(
    words: Words, doc: Doc, quoted: list[Attributed], clauses: list[Clause]
) -> list[tuple[Quotation, Speaker]]:
    speakers = Speakers(doc, words)
    heads = {a.subject for a in quoted} | {c.cue.subject for c in clauses}
    heads |= {a.addressee for a in quoted} | {c.cue.addressee for c in clauses}
    for head in sorted(heads):  # in the order of the text: a pronoun looks back
        speakers.speaker(head)
    found = []
    for item in quoted:
        run = item.run
        first = quoted[item.follows].run if item.follows >= 0 else None
        speaker = speakers.speaker(item.subject)
        found.append(
            (
                Quotation(
                    start_char=run.start_char,
                    end_char=run.end_char,
                    form=item.form,
                    speaker=speaker.name,
                    speaker_mention_id=speaker.mention_id,
                    speaker_office=speaker.office,
                    addressee_mention_id=speakers.speaker(item.addressee).mention_id,
                    cue=item.cue,
                    continues=local_id(first.start_char, first.end_char) if first else None,
                    rule=f"quoted: {item.rule}",
                ),
                speaker,
            )
        )
    for clause in clauses:
        speaker = speakers.speaker(clause.cue.subject)
        found.append(
            (
                Quotation(
                    start_char=words.start[clause.first],
                    end_char=words.end[clause.last],
                    form="indirect",
                    speaker=speaker.name,
                    speaker_mention_id=speaker.mention_id,
                    speaker_office=speaker.office,
                    addressee_mention_id=speakers.speaker(clause.cue.addressee).mention_id,
                    cue=clause.cue.verb.lemma,
                    rule="reported clause",
                ),
                speaker,
            )
        )
    return sorted(found, key=lambda q: (q[0].start_char, q[0].end_char, q[0].form))
