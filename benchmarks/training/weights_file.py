"""The file of a names model: its table in bytes with a scale a row, the rest in half precision."""

from pathlib import Path
from typing import Any

import numpy as np


def write(weights: dict[str, np.ndarray], path: Path) -> None:
    """Writes weights by their names; `table` is the large one."""
    table = weights["table"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-6) / 127
    kept: dict[str, Any] = {name: value.astype(np.float16) for name, value in weights.items() if name != "table"}
    np.savez_compressed(path, table=np.round(table / scale).astype(np.int8), scale=scale.astype(np.float16), **kept)


def stored(path: Path) -> dict[str, np.ndarray]:
    """Weights that `write` has written, by the same names."""
    with np.load(path) as file:
        kept = {name: file[name].astype(np.float32) for name in file.files}
    scale = kept.pop("scale")
    return {**kept, "table": kept["table"] * scale}


def blend(start: Path, trained: Path, share: float) -> None:
    """The mean of the weights before and after, `share` of it the new ones: what was known is not forgotten."""
    before, after = stored(start), stored(trained)
    write({name: (1 - share) * before[name] + share * after[name] for name in before}, trained)
