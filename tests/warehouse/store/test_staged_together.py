"""Several staged batches as one."""

from pathlib import Path

import pyarrow.parquet as pq

from tests.staged_batch import an_article, annotated, stage_documents
from warehouse.store.staged import STAGED, gather, staged_documents


def test_batches_that_are_gathered_are_as_if_staged_together(tmp_path: Path) -> None:
    documents = [annotated(an_article(name)) for name in ("bridge", "ferry", "harbour", "mill", "weir")]
    whole = stage_documents(tmp_path / "whole", documents)
    parts = [stage_documents(tmp_path / f"part-{at}", documents[at : at + 2]) for at in (0, 2, 4)]
    together = gather(tmp_path / "together", parts)
    assert staged_documents(together) == staged_documents(whole)
    for relation in STAGED:
        file = f"{relation}.parquet"
        assert (together / file).exists() == (whole / file).exists()
        if (whole / file).exists():
            assert pq.read_table(together / file).equals(pq.read_table(whole / file)), relation
