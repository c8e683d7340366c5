"""What training writes can be read again, gone on from, and mixed; the shipped model is such a file."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from benchmarks.training.weights_file import blend, stored, write

WEIGHTS = {
    "table": np.array([[0.5, -1.0], [0.0, 0.25]], np.float32),
    "out_bias": np.array([1.0, -2.0], np.float32),
}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write(WEIGHTS, tmp_path / "a.npz")
    found = stored(tmp_path / "a.npz")
    assert found.keys() == WEIGHTS.keys()
    for name, value in WEIGHTS.items():
        assert found[name] == pytest.approx(value, abs=0.01)


def test_a_mean_keeps_the_share_that_is_asked_for(tmp_path: Path) -> None:
    before, after = tmp_path / "before.npz", tmp_path / "after.npz"
    write(WEIGHTS, before)
    write({name: value + 1 for name, value in WEIGHTS.items()}, after)
    blend(before, after, 0.75)
    for name, value in stored(after).items():
        assert value == pytest.approx(WEIGHTS[name] + 0.75, abs=0.02)


def test_the_shipped_model_can_be_gone_on_from(tmp_path: Path) -> None:
    shipped = Path(str(files("tasks.text.annotate.engine") / "names.npz"))
    write(stored(shipped), tmp_path / "again.npz")
    assert stored(tmp_path / "again.npz").keys() == stored(shipped).keys()
    assert (tmp_path / "again.npz").stat().st_size == pytest.approx(shipped.stat().st_size, rel=0.1)
