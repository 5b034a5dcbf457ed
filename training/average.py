"""Mean of the weights of two runs, one gone on from the other: `training.average A B OUT`.

Belongs here: that mean. On the development files it keeps the entities of the first stage (the
second alone lost 0.4 / 1.3 of F1) and the attribution of the second, and splits and parses a
little better than both. Does not belong here: the average within a run (`fit`).
"""

import shutil
import sys
from pathlib import Path

import torch


def main() -> None:
    """Read the command line, write weights and labels."""
    first, second, out = map(Path, sys.argv[1:])
    tables = [torch.load(folder / "network.pt", weights_only=True) for folder in (first, second)]
    out.mkdir(parents=True, exist_ok=True)
    torch.save(
        {name: sum(table[name] for table in tables) / 2 for name in tables[0]}, out / "network.pt"
    )
    shutil.copy(second / "labels.json", out)


if __name__ == "__main__":
    main()
