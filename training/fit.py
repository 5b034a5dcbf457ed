"""Fit the network: `python -m training.fit CORPUS MINILM OUT`.

Belongs here: losses, schedule, averaging of weights, checkpoints and the score on the development
data by which the averaged weights are watched. Does not belong here: layers, data, export.
"""

import argparse
import copy
import logging
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from pipelines.parse.encoder.subwords import Subwords
from training import windows
from training.attribution import Attribution
from training.augment import Augmenter
from training.network import Labels, Network
from training.windows import MASKED, Window

log = logging.getLogger("fit")

#: Share of each entity corpus seen per pass: silver news would drown the rest if read whole.
SHARES = {"wikigold": 1.0, "crossner_politics": 0.6, "gmb_teacher_half": 0.16}
#: Windows of our own in each pass.
OWN = {"attributed": 1500, "weapons": 200, "news": 700}


def losses(network: Network, batch: dict[str, Tensor], labels: Labels) -> dict[str, Tensor]:
    """One loss per task, each a mean over the words that the batch's corpora label."""
    out = network(batch["pieces"], batch["surfaces"], batch["mask"], batch["firsts"])
    out = {name: value.float() for name, value in out.items()}
    arc = out["arc"]
    nodes = torch.cat([batch["word_mask"][:, :1], batch["word_mask"]], dim=1)
    arc = arc.masked_fill(~nodes[:, None, :], -1e4)
    gold = batch["head"]
    parents = gold.clamp(min=0)
    parent = out["parent"].gather(1, parents[..., None].expand(-1, -1, out["parent"].shape[-1]))
    known = (gold != MASKED) & (batch["dep"] != MASKED)
    result = {"entity": entity_loss(out["entity"], batch, labels)}
    if known.any():
        result["arc"] = functional.cross_entropy(arc.transpose(1, 2), gold, ignore_index=MASKED)
        scores = network.label_scores(out["child"][known], parent[known])
        result["dep"] = functional.cross_entropy(scores, batch["dep"][known])
        for name in ("tag", "morph"):
            result[name] = functional.cross_entropy(
                out[name].transpose(1, 2), batch[name], ignore_index=MASKED
            )
        told = batch["start"] != MASKED
        result["start"] = functional.binary_cross_entropy_with_logits(
            out["start"][told], batch["start"][told].float()
        )
    return result


def entity_loss(scores: Tensor, batch: dict[str, Tensor], labels: Labels) -> Tensor:
    """Cross-entropy, but where events are not annotated "O" means "no entity, or an event"."""
    logs = scores.log_softmax(-1)
    gold = batch["entity"]
    picked = logs.gather(-1, gold.clamp(min=0)[..., None]).squeeze(-1)
    outside = [
        number for number, label in enumerate(labels.entities) if label == "O" or "EVENT" in label
    ]
    either = logs[..., outside].logsumexp(-1)
    loose = (gold == 0) & ~batch["events_known"][:, None]
    picked = torch.where(loose, either, picked)
    known = gold != MASKED
    return -(picked * known).sum() / known.sum().clamp(min=1)


WEIGHTS = {"entity": 3.0, "arc": 1.0, "dep": 0.7, "tag": 0.4, "morph": 0.4, "start": 1.5}


class Average:
    """Exponential moving average of all weights; it is what ships."""

    def __init__(self, network: Network, decay: float):
        """Start from a copy of the network."""
        self.network = copy.deepcopy(network).eval()
        self.decay = decay
        self.count = 0

    @torch.no_grad()
    def update(self, network: Network) -> None:
        """Move a little towards the current weights (faster in the first steps)."""
        self.count += 1
        rate = 1 - min(self.decay, self.count / (self.count + 10))
        pairs = zip(self.network.parameters(), network.parameters(), strict=True)
        mine, theirs = zip(*pairs, strict=True)
        torch._foreach_lerp_(list(mine), [value.data for value in theirs], rate)


def groups(network: Network, rate: float) -> list[dict]:
    """Optimizer groups: the encoder slowly (its lower layers most slowly), heads fast."""
    found = []
    for name, parameter in network.named_parameters():
        decay = 0.0 if parameter.ndim == 1 else 0.01
        if name.startswith("blocks."):
            layer = int(name.split(".")[1])
            speed = rate * 0.9 ** (5 - layer)
        elif name.startswith(("words", "positions", "norm")):
            speed = rate * 0.5
        else:
            speed = rate * 20 / 3
        found.append({"params": [parameter], "lr": speed, "full": speed, "weight_decay": decay})
    return found


def epoch(
    docs: dict[str, list], augmenter: Augmenter, rng: random.Random, own: bool
) -> list[Window]:
    """All windows of one pass over the corpora, freshly cut and changed."""
    out = []
    for name, corpus in docs.items():
        share = SHARES.get(name, 1.0)
        for doc in corpus:
            if share < 1.0 and rng.random() > share:
                continue
            out += windows.cut(doc, rng, events_known=name not in windows.NO_EVENTS)
    parsed = [doc for name in windows.TREEBANKS for doc in docs[name]]
    out += augmenter.weapon_windows(OWN["weapons"])
    if own:
        out += Attribution.from_docs(parsed).windows(OWN["attributed"], rng)
        out += augmenter.news_windows(OWN["news"])
    return [augmenter(window) for window in out]


@torch.no_grad()
def score(network: Network, dev: list[Window], labels: Labels, subwords: Subwords) -> str:
    """Greedy accuracies on development windows, for watching only."""
    right, total = {}, {}
    for place in range(0, len(dev), 24):
        batch = windows.tensors(dev[place : place + 24], labels, subwords)
        out = network(batch["pieces"], batch["surfaces"], batch["mask"], batch["firsts"])
        nodes = torch.cat([batch["word_mask"][:, :1], batch["word_mask"]], dim=1)
        arc = out["arc"].masked_fill(~nodes[:, None, :], -1e4).argmax(-1)
        rows = torch.arange(len(arc))[:, None]
        dep = network.label_scores(out["child"], out["parent"][rows, arc]).argmax(-1)
        guesses = {name: out[name].argmax(-1) for name in ("entity", "tag", "morph")}
        guesses |= {"start": (out["start"] > 0).long(), "head": arc}
        for name, guess in guesses.items():
            known = batch[name] != MASKED
            hits = (guess == batch[name]) & known
            if name == "entity":
                known = known & ((batch[name] > 0) | (guess > 0))
                hits = hits & (batch[name] > 0)
            right[name] = right.get(name, 0) + int(hits.sum())
            total[name] = total.get(name, 0) + int(known.sum())
        known = batch["head"] != MASKED
        hits = (arc == batch["head"]) & (dep == batch["dep"]) & known
        right["las"] = right.get("las", 0) + int(hits.sum())
        total["las"] = total.get("las", 0) + int(known.sum())
    return " ".join(f"{name} {100 * right[name] / max(1, total[name]):.1f}" for name in right)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast. With `steps` a run repeats exactly; else CPU time ends it."""

    seconds: float
    steps: int
    rate: float
    seed: int
    own: bool = True

    def gone(self, step: int, begun: float) -> float:
        """Share of the training that is done."""
        if self.steps:
            return step / self.steps
        return (time.process_time() - begun) / self.seconds


def fit(
    corpus: Path, minilm: Path, out: Path, schedule: Schedule, first: Path | None = None
) -> None:
    """Train, from MiniLM or from a run before; the rate falls linearly to zero."""
    torch.manual_seed(schedule.seed)
    rng = random.Random(schedule.seed)
    docs = {name: windows.read(corpus, name) for name in windows.TREEBANKS}
    labels = windows.labels_of([doc for name in docs for doc in docs[name]])
    docs |= {name: windows.read(corpus, name) for name in windows.ENTITIES_ONLY}
    dev = [
        window
        for name in ("ewt_dev", "gum_dev")
        for doc in windows.read(corpus, name)[::3]
        for window in windows.cut(doc, random.Random(0))
    ]
    out.mkdir(parents=True, exist_ok=True)
    labels.to_json(out / "labels.json")
    subwords = Subwords.from_file(minilm / "tokenizer.json")
    network = Network(labels)
    network.load_minilm(minilm / "model.safetensors")
    if first is not None:
        network.load_state_dict(torch.load(first, weights_only=True))
    optimizer = torch.optim.AdamW(groups(network, schedule.rate), betas=(0.9, 0.98), fused=True)
    average = Average(network, 0.998)
    augmenter = Augmenter(rng)
    begun, step, seen, running = time.process_time(), 0, 0, {}
    while True:
        network.train()
        for group in windows.batches(epoch(docs, augmenter, rng, schedule.own), 1400, rng):
            gone = schedule.gone(step, begun)
            if gone >= 1:
                torch.save(average.network.state_dict(), out / "network.pt")
                log.info(
                    "end step %d words %d: %s",
                    step,
                    seen,
                    score(average.network, dev, labels, subwords),
                )
                return
            step += 1
            factor = min(1.0, step / 100) * max(0.01, 1 - gone)
            for found in optimizer.param_groups:
                found["lr"] = found["full"] * factor
            batch = windows.tensors(group, labels, subwords)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(network, batch, labels)
            loss = sum(WEIGHTS[name] * value for name, value in parts.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0, foreach=True)
            optimizer.step()
            average.update(network)
            seen += sum(map(len, group))
            for name, value in parts.items():
                running[name] = 0.98 * running.get(name, value.item()) + 0.02 * value.item()
            if step % 50 == 0:
                parts_text = " ".join(f"{name} {value:.3f}" for name, value in running.items())
                log.info(
                    "step %d words %d cpu %.0f: %s",
                    step,
                    seen,
                    time.process_time() - begun,
                    parts_text,
                )
        torch.save(average.network.state_dict(), out / "network.pt")
        log.info("epoch end, step %d: %s", step, score(average.network, dev, labels, subwords))


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=2700)
    parser.add_argument("--first", type=Path, help="weights of a run before, to go on from")
    parser.add_argument(
        "--no-own", dest="own", action="store_false", help="leave out our own news sentences"
    )
    parser.add_argument("--steps", type=int, default=0, help="instead of seconds")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(args.threads)
    schedule = Schedule(args.seconds, args.steps, args.rate, args.seed, args.own)
    fit(args.corpus, args.minilm, args.out, schedule, args.first)


if __name__ == "__main__":
    main()
