"""A loader as a process of its own: stores one batch for each name, and what is stored already not again."""

import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from schemas.arrival import Outcome
from tests.staged_batch import an_article, annotated, header, stage_documents, to_article
from warehouse.backend.backend import backend_of
from warehouse.backend.live import open_live
from warehouse.store.loader import store


def main(home: Path, names: list[str]) -> None:
    """Loads them in their order."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            staged = stage_documents(Path(folder, name), [annotated(an_article(name))])
            with backend_of(home).turn(wait_seconds=300), closing(open_live(home)) as con:
                store(con, staged, [to_article(0, Outcome.LOADED, name)], header(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
