"""The network: MiniLM-L6 with heads for entities, tags, morphology, sentences and dependencies.

Belongs here: layers and the forward pass, in a form that exports to ONNX with one fused matrix
product for query, key and value. Does not belong here: losses and schedules (`fit`), decoding
(`pipelines.parse.encoder.decode`).
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from pipelines.parse.encoder.subwords import SURFACE_IDS

LAYERS, WIDTH, INNER, ATTENTION_HEADS = 6, 384, 1536, 12
ARC_WIDTH = 256
LABEL_WIDTH = 192


@dataclass(frozen=True, slots=True)
class Labels:
    """Label inventories; the position in the tuple is the class id."""

    entities: tuple[str, ...]
    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    deps: tuple[str, ...]

    def to_json(self, path: Path) -> None:
        """Write all inventories to one file."""
        table = {name: list(getattr(self, name)) for name in self.__slots__}
        path.write_text(json.dumps(table, indent=0, ensure_ascii=False) + "\n", encoding="utf8")

    @classmethod
    def from_json(cls, path: Path) -> "Labels":
        """Read what `to_json` wrote."""
        table = json.loads(path.read_text(encoding="utf8"))
        return cls(**{name: tuple(table[name]) for name in cls.__slots__})


class Block(nn.Module):
    """A transformer layer (post-norm, as BERT)."""

    def __init__(self, dropout: float):
        """Layers with random weights."""
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm_inner = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """`hidden`: batch x pieces x width; `bias`: batch x 1 x 1 x pieces, added to attention."""
        batch, pieces = hidden.shape[0], hidden.shape[1]
        qkv = self.qkv(hidden).view(batch, pieces, 3, ATTENTION_HEADS, -1)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        rate = self.dropout.p if self.training else 0.0
        context = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=bias.to(query.dtype), dropout_p=rate
        )
        context = context.transpose(1, 2).reshape(batch, pieces, WIDTH)
        hidden = self.norm_attention(hidden + self.dropout(self.out(context)))
        inner = self.down(functional.gelu(self.up(hidden)))
        return self.norm_inner(hidden + self.dropout(inner))


class Network(nn.Module):
    """Encoder and heads. Every word is represented by the vector of its first piece."""

    def __init__(self, labels: Labels, vocabulary: int = 30522, dropout: float = 0.1):
        """Layers with random weights; `load_minilm` fills the encoder."""
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.surfaces = nn.Embedding(SURFACE_IDS, WIDTH)
        nn.init.normal_(self.surfaces.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))
        self.entity = nn.Linear(WIDTH, len(labels.entities))
        self.tag = nn.Linear(WIDTH, len(labels.tags))
        self.morph = nn.Linear(WIDTH, len(labels.morphs))
        self.start = nn.Linear(WIDTH, 1)
        self.arc_child = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_parent = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        nn.init.normal_(self.arc.weight, std=0.02)
        self.label_child = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_parent = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label = nn.Linear(2 * LABEL_WIDTH, len(labels.deps))
        self.head_dropout = nn.Dropout(0.2)

    def encode(self, pieces: Tensor, surfaces: Tensor, mask: Tensor) -> Tensor:
        """Piece ids, surface ids and mask (batch x pieces) -> vectors."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.words(pieces) + self.positions(places)[None] + self.surfaces(surfaces)
        hidden = self.dropout(self.norm(hidden))
        bias = ((1.0 - mask.to(hidden.dtype)) * -10000.0)[:, None, None, :]
        for block in self.blocks:
            hidden = block(hidden, bias)
        return hidden

    def forward(
        self, pieces: Tensor, surfaces: Tensor, mask: Tensor, firsts: Tensor
    ) -> dict[str, Tensor]:
        """Scores for each word.

        Args:
            pieces: batch x pieces, ids; [CLS] first, which stands for the root.
            surfaces: batch x pieces, surface ids.
            mask: batch x pieces, 1 for pieces and 0 for padding.
            firsts: batch x words, where each word's first piece lies in the flattened batch.

        Returns:
            `entity`, `tag`, `morph`: batch x words x classes. `start`: batch x words.
            `arc`: batch x words x (1 + words), scores of parents, the root first.
            `child`, `parent`: batch x (1 + words) x width, for `label_scores`.
        """
        hidden = self.encode(pieces, surfaces, mask)
        root = hidden[:, :1]
        flat = hidden.reshape(-1, WIDTH)
        words = self.head_dropout(functional.embedding(firsts, flat))
        nodes = torch.cat([root, words], dim=1)
        child = self.head_dropout(functional.gelu(self.arc_child(words)))
        parent = self.head_dropout(functional.gelu(self.arc_parent(nodes)))
        arc = self.arc(child) @ parent.transpose(1, 2) / ARC_WIDTH**0.5
        arc = arc + self.arc_bias(parent).transpose(1, 2)
        return {
            "entity": self.entity(words),
            "tag": self.tag(words),
            "morph": self.morph(words),
            "start": self.start(words).squeeze(-1),
            "arc": arc,
            "child": self.label_child(words),
            "parent": self.label_parent(nodes),
        }

    def label_scores(self, child: Tensor, parent: Tensor) -> Tensor:
        """Scores of dependency labels for rows of children and their parents."""
        both = torch.cat([functional.relu(child + parent), child * parent], dim=-1)
        return self.label(self.head_dropout(both))

    def load_minilm(self, path: Path) -> None:
        """Fill the encoder from a BERT `model.safetensors`."""
        old = load_file(path)
        new = {
            # The one token type that is used is folded into the positions.
            "positions.weight": old["embeddings.position_embeddings.weight"]
            + old["embeddings.token_type_embeddings.weight"][0],
            "words.weight": old["embeddings.word_embeddings.weight"],
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        renamed = {
            "out": "attention.output.dense",
            "norm_attention": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm_inner": "output.LayerNorm",
        }
        for layer in range(LAYERS):
            for kind in ("weight", "bias"):
                source, target = f"encoder.layer.{layer}", f"blocks.{layer}"
                new[f"{target}.qkv.{kind}"] = torch.cat(
                    [old[f"{source}.attention.self.{part}.{kind}"] for part in _QKV]
                )
                for ours, theirs in renamed.items():
                    new[f"{target}.{ours}.{kind}"] = old[f"{source}.{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        if unexpected or any(name.startswith(("blocks", "words", "positions")) for name in missing):
            raise ValueError(f"{path} is not MiniLM-L6: {unexpected} {missing}")


_QKV = ("query", "key", "value")
