"""The table of bars for any pipeline: `python -m training.measure CORPUS MODEL [MODEL...]`.

Belongs here: scores on the test files (for measuring only, never for choosing; `--dev` takes the
development files), speed, size, load and memory. Does not belong here: anything that changes a
model. Each model is measured in a fresh process, so that memory is its own.
"""

import argparse
import importlib
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

#: Labels that the corpora annotate; others are neither right nor wrong there.
ANNOTATED = {
    "ewt": ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"),
    "gum": ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"),
    "gmb": ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"),
}

CASES: dict[str, Callable[[str], str]] = {"own": str, "lower": str.lower, "upper": str.upper}


def entity_scores(gold: list[Doc], guessed: list[Doc], corpus: str) -> dict[str, float]:
    """Exact F1 over all labels and for each; spans that touch unannotated words do not count."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for right, guess in zip(gold, guessed, strict=True):
        unknown = [(t.idx, t.idx + len(t)) for t in right if t.ent_iob == 0]
        wanted = typed(right, ANNOTATED[corpus])
        found = {
            span
            for span in typed(guess, ANNOTATED[corpus])
            if not any(span[0] < end and span[1] > start for start, end in unknown)
        }
        for span in wanted | found:
            kind = 0 if span in wanted and span in found else 1 if span in found else 2
            counts[span[2]][kind] += 1
            counts["all"][kind] += 1
    return {
        label: round(200 * hit / max(1, 2 * hit + false + missed), 1)
        for label, (hit, false, missed) in sorted(counts.items())
    }


#: How the bars were set: places as one class, and in EWT people, organisations and places only.
COLLAPSED = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}


def collapsed_score(gold: list[Doc], guessed: list[Doc], corpus: str) -> float:
    """F1 with places as one class, and without articles, possessives and stops at the edges."""
    classes = COLLAPSED if corpus == "ewt" else COLLAPSED | {"NORP": "NORP"}
    hit = wrong = missed = 0
    for right, guess in zip(gold, guessed, strict=True):
        unknown = {token.idx for token in right if token.ent_iob == 0}
        wanted, found = (
            {
                (span.start_char, span.end_char, classes[entity.label_])
                for entity in doc.ents
                if entity.label_ in classes
                and (span := _stripped(entity)) is not None
                and (doc is right or not any(token.idx in unknown for token in span))
            }
            for doc in (right, guess)
        )
        hit += len(wanted & found)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    return round(200 * hit / max(1, 2 * hit + wrong + missed), 1)


def _stripped(entity: Span) -> Span | None:
    start, end, doc = entity.start, entity.end, entity.doc
    while start < end and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    while end > start and doc[end - 1].text in ("'s", "’s", "'", ".", ","):
        end -= 1
    return doc[start:end] if start < end else None


def typed(doc: Doc, labels: tuple[str, ...]) -> set[tuple[int, int, str]]:
    """Entities with a label of the list, as character offsets without a leading article."""
    found = set()
    for entity in doc.ents:
        if entity.label_ not in labels:
            continue
        start = entity.start
        if len(entity) > 1 and entity[0].lower_ in ("the", "a", "an"):
            start += 1
        span = doc[start : entity.end]
        found.add((span.start_char, span.end_char, entity.label_))
    return found


def corpus_scores(nlp: Language, path: Path, case: str) -> dict[str, object]:
    """Scores on raw text: own tokens, own sentences."""
    gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    change = CASES[case]
    # Letters that grow in another case ("ß") would move all offsets.
    gold = [doc for doc in gold if len(change(doc.text)) == len(doc.text)]
    guessed = list(nlp.pipe(change(doc.text) for doc in gold))
    corpus = path.stem.split("_")[0]
    out: dict[str, object] = {
        "entities": entity_scores(gold, guessed, corpus),
        "collapsed": collapsed_score(gold, guessed, corpus),
    }
    if gold[0].has_annotation("DEP"):
        examples = [Example(g, r) for g, r in zip(guessed, gold, strict=True)]
        scores = score(examples)
        for name in (
            "tag_acc",
            "pos_acc",
            "morph_acc",
            "lemma_acc",
            "dep_uas",
            "dep_las",
            "sents_f",
        ):
            out[name] = round(100 * scores[name], 1)
    return out


def score(examples: list[Example]) -> dict[str, float]:
    """Scores of parsed examples as spaCy computes them."""
    from spacy.pipeline.dep_parser import parser_score
    from spacy.scorer import Scorer

    out = parser_score(examples)
    for attribute in ("tag", "pos", "morph", "lemma"):
        out |= Scorer.score_token_attr(examples, attribute)
    return out


def measure(corpus: Path, model: str, part: str, case: str) -> dict[str, object]:
    """All figures of one model, in this process."""
    importlib.import_module("pipelines.parse.encoder")
    texts = [
        doc.text
        for name in ("ewt", "gum", "gmb")
        for doc in DocBin()
        .from_disk(corpus / f"{name}_{part}.spacy")
        .get_docs(spacy.blank("en").vocab)
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    nlp = spacy.load(model)
    loaded = time.process_time() - begun
    list(nlp.pipe(texts[:20]))
    begun, tokens = time.process_time(), 0
    for doc in nlp.pipe(texts):
        tokens += len(doc)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = sum(file.stat().st_size for file in Path(model).rglob("*") if file.is_file())
    out: dict[str, object] = {
        "tokens per CPU-second": round(tokens / seconds),
        "load, CPU-s": round(loaded, 2),
        "peak memory, MB": round(peak / 1024),
        "of it before loading, MB": round(before / 1024),
        "size on disk, MB": round(size / 1e6, 1),
    }
    for name in ("ewt", "gum", "gmb"):
        out[f"{name}_{part}"] = corpus_scores(nlp, corpus / f"{name}_{part}.spacy", case)
    return out


def measured(corpus: Path, model: str, part: str = "test", case: str = "own") -> dict:
    """All figures of one model, in a process of its own."""
    command = [sys.executable, "-m", "training.measure", str(corpus), model, "--json"]
    command += ["--case", case, *(["--dev"] if part == "dev" else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def table(results: dict[str, dict], part: str) -> str:
    """The bars as Markdown, one column a model."""
    ewt, gum = f"ewt_{part}", f"gum_{part}"
    lines: dict[str, list[str]] = defaultdict(list)
    for found in results.values():
        lines[f"entities {ewt} / {gum}, exact F1, places as one"].append(
            f"{found[ewt]['collapsed']} / {found[gum]['collapsed']}"
        )
        lines[f"entities {ewt} / {gum}, exact F1, all labels"].append(
            f"{found[ewt]['entities']['all']} / {found[gum]['entities']['all']}"
        )
        lines[f"person F1 {gum}"].append(str(found[gum]["entities"].get("PERSON")))
        for title, key in (
            ("LAS", "dep_las"),
            ("UAS", "dep_uas"),
            ("sentence F1", "sents_f"),
            ("XPOS", "tag_acc"),
            ("UPOS", "pos_acc"),
            ("FEATS", "morph_acc"),
            ("lemmas", "lemma_acc"),
        ):
            both = f"{found[ewt][key]} / {found[gum][key]}"
            lines[f"{title} {ewt} / {gum}, raw text"].append(both)
        lines[f"entities gmb_{part} (silver)"].append(str(found[f"gmb_{part}"]["entities"]["all"]))
        for key, value in found.items():
            if not isinstance(value, dict):
                lines[key].append(str(value))
    names = [Path(name).name for name in results]
    head = ["| measured | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    return "\n".join([*head, *(f"| {key} | " + " | ".join(v) + " |" for key, v in lines.items())])


def main() -> None:
    """Read the command line, measure each model in its own process, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("models", nargs="+")
    parser.add_argument("--dev", action="store_true", help="the development files")
    parser.add_argument("--case", choices=CASES, default="own", help="change the text's case")
    parser.add_argument("--json", action="store_true", help="all figures of the one model given")
    args = parser.parse_args()
    part = "dev" if args.dev else "test"
    if args.json:
        print(json.dumps(measure(args.corpus, args.models[0], part, args.case)))
        return
    results = {}
    for model in args.models:
        results[model] = measured(args.corpus, model, part, args.case)
        for name, value in results[model].items():
            if isinstance(value, dict):
                print(Path(model).name, name, value["entities"], file=sys.stderr)
    print(table(results, part))


if __name__ == "__main__":
    main()
