"""Ship the network: `python -m training.export CORPUS RUN MINILM OUT`.

Belongs here: ONNX export with fused attention, 8-bit weights, the pipeline folder around them.
Does not belong here: scores (`measure`), the component that reads the folder
(`pipelines.parse.encoder`).
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from pipelines.parse.encoder import Encoder
from training import windows
from training.lemma_table import add_forms, hash_index
from training.network import ATTENTION_HEADS, Block, Labels, Network
from training.tokens import blank
from training.windows import TREEBANKS

INPUTS = ("pieces", "surfaces", "mask", "firsts")
OUTPUTS = ("entity", "tag", "morph", "start", "arc", "child", "parent")
#: Small layers whose scores decide; kept in full precision, they cost 0.5 MB.
SENSITIVE = ("entity", "start", "arc_bias", "tag")


class _Attention(torch.autograd.Function):
    """The runtime's own attention operator, which quantisation knows; exported, never run."""

    @staticmethod
    def forward(ctx, hidden: Tensor, weight: Tensor, bias: Tensor, mask: Tensor) -> Tensor:
        return hidden.clone()

    @staticmethod
    def symbolic(g, hidden, weight, bias, mask):
        node = g.op(
            "com.microsoft::Attention", hidden, weight, bias, mask, num_heads_i=ATTENTION_HEADS
        )
        node.setType(hidden.type())
        return node


class Exported(nn.Module):
    """The network as the graph computes it: fused attention, best tags inside."""

    def __init__(self, network: Network):
        """Wrap a fitted network."""
        super().__init__()
        self.network = network
        # Attention takes its weight input-first.
        self.weights = nn.ParameterList(
            nn.Parameter(block.qkv.weight.t().contiguous()) for block in network.blocks
        )

    def forward(self, pieces: Tensor, surfaces: Tensor, mask: Tensor, firsts: Tensor) -> tuple:
        """See `Network.forward`; `tag` and `morph` come out as class ids."""
        network = self.network
        places = torch.arange(pieces.shape[1])
        hidden = network.words(pieces) + network.positions(places)[None]
        hidden = network.norm(hidden + network.surfaces(surfaces))
        for block, weight in zip(network.blocks, self.weights, strict=True):
            hidden = _layer(block, weight, hidden, mask)
        network.encode = lambda *_: hidden
        scores = network(pieces, surfaces, mask, firsts)
        scores["entity"] = scores["entity"].log_softmax(-1)
        scores["tag"] = scores["tag"].argmax(-1)
        scores["morph"] = scores["morph"].argmax(-1)
        return tuple(scores[name] for name in OUTPUTS)


def _layer(block: Block, weight: Tensor, hidden: Tensor, mask: Tensor) -> Tensor:
    context = _Attention.apply(hidden, weight, block.qkv.bias, mask)
    hidden = block.norm_attention(hidden + block.out(context))
    return block.norm_inner(hidden + block.down(functional.gelu(block.up(hidden))))


def export(network: Network, path: Path) -> None:
    """Write the graph in full precision."""
    sample = (
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 9, dtype=torch.int32),
        torch.ones(2, 7, dtype=torch.long),
    )
    axes = {"pieces": {0: "batch", 1: "pieces"}, "firsts": {0: "batch", 1: "words"}}
    axes |= dict.fromkeys(("surfaces", "mask"), axes["pieces"])
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    axes["arc"] = {0: "batch", 1: "words", 2: "nodes"}
    axes["parent"] = {0: "batch", 1: "nodes"}
    torch.onnx.export(
        Exported(network).eval(),
        sample,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """8-bit weights, one scale per output channel; activations are scaled at run time."""
    model = onnx.load(source)
    sensitive = {f"/network/{name}/MatMul" for name in SENSITIVE}
    kept = [node.name for node in model.graph.node if node.name in sensitive]
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=kept,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def assemble(
    graph: Path,
    network: Network,
    labels: Labels,
    threshold: float,
    tokenizer: Path,
    docs: list[Doc],
) -> Language:
    """The spaCy pipeline: our tokenizer, the encoder, spaCy's lemma rules with our table."""
    nlp = blank()
    lemmatizer = nlp.add_pipe("newstables_lemmatizer", name="lemmatizer")
    lemmatizer.initialize()  # the rules come from spacy-lookups-data
    add_forms(lemmatizer, docs)
    hash_index(lemmatizer)
    table = {name: list(getattr(labels, name)) for name in Labels.__slots__}
    table["label_head"] = {
        "w": [[round(v, 5) for v in row] for row in network.label.weight.t().tolist()],
        "b": [round(v, 5) for v in network.label.bias.tolist()],
    }
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        shutil.copy(graph, files / "model.onnx")
        shutil.copy(tokenizer, files / "tokenizer.json")
        (files / "labels.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf8")
        encoder: Encoder = nlp.add_pipe(
            "newstables_encoder", first=True, config={"start_threshold": threshold}
        )
        encoder.from_disk(files)
    nlp.meta |= {
        "name": "newstables_md",
        "version": "0.2.0",
        "description": "MiniLM-L6 with heads for entities, tags and UD dependencies, 8 bits",
        "license": "CC BY-SA 4.0",
        "author": "newstables",
        "performance": {},
    }
    return nlp


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true", help="leave the weights as they are")
    parser.add_argument("--threshold", type=float, default=0.0)
    args = parser.parse_args()
    labels = Labels.from_json(args.run / "labels.json")
    network = Network(labels)
    network.load_state_dict(torch.load(args.run / "network.pt", weights_only=True))
    network.eval()
    full, small = args.run / "model.onnx", args.run / "model.int8.onnx"
    export(network, full)
    if not args.float:
        quantise(full, small)
    nlp = assemble(
        full if args.float else small,
        network,
        labels,
        args.threshold,
        args.minilm / "tokenizer.json",
        [doc for name in TREEBANKS for doc in windows.read(args.corpus, name)],
    )
    nlp.to_disk(args.out)


if __name__ == "__main__":
    main()
