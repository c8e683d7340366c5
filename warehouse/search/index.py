"""The search index in HOME/search: brought up to date from the published snapshot, and never ahead of it.

It holds terms and no text: what a hit says is read from the snapshot. What it knows is written down after each commit,
so that a kill in between costs doing a part again; a document is replaced by its article's id, never doubled.
"""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tantivy import Index, IndexWriter

from schemas.home import Home
from warehouse.errors import NotSearchable
from warehouse.queries.article_terms import article_terms, known_loads
from warehouse.search.document import document
from warehouse.search.fields import LAYOUT, normal, register, schema
from warehouse.search.grammar import parse
from warehouse.search.matching import query_of

_HEAP_BYTES = 64_000_000
MOST_HITS = 100_000
"""Hits that one search gives: more than anybody reads, and enough to join with."""


class State(TypedDict):
    """What the index knows, as written down."""

    load_number: int
    """The newest load that is in it."""
    first: str
    """The first batch of the warehouse it was made from."""
    layout: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found."""

    article_id: str
    score: float
    """BM25: comparable within one search only."""


def update(home: Path) -> int:
    """Brings the index up to date with the snapshot; how many articles were (re)indexed.

    Raises NoSnapshot; NotSearchable for a disk that refuses.
    """
    with _alone(home) as folder:
        state = _state(folder)
        loads = known_loads(home)
        if state is None or state["load_number"] > loads.newest or state["first"] != loads.first:
            # Another layout, or another warehouse (restored from a backup, moved): from the start.
            shutil.rmtree(folder / "index", ignore_errors=True)
            state = State(load_number=0, first=loads.first, layout=LAYOUT)
        if state["load_number"] >= loads.newest and (folder / "index").exists():
            return 0
        (folder / "index").mkdir(parents=True, exist_ok=True)
        index = _opened(folder)
        writer: IndexWriter = index.writer(_HEAP_BYTES, 1)
        indexed = 0
        for article in article_terms(home, after_load=state["load_number"]):
            writer.delete_documents_by_term("article_id", article.article_id)
            if article.body is not None:
                writer.add_document(document(article))
                indexed += 1
        writer.commit()
        writer.wait_merging_threads()
        _write_state(folder, State(load_number=loads.newest, first=loads.first, layout=LAYOUT))
        return indexed


def rebuild(home: Path) -> int:
    """Rebuilds the index and returns its number of articles. Raises as `update`."""
    with _alone(home) as folder:
        (folder / "state.json").unlink(missing_ok=True)
    return update(home)


def search(home: Path, query: str, *, limit: int = MOST_HITS) -> list[Hit]:
    """The articles that fit a query, the best first. Raises NotSearchable when there is no index."""
    folder = Home(home).search
    if _state(folder) is None:
        raise NotSearchable(home, "there is no search index yet: `cuttings search --rebuild` makes it")
    try:
        index = _opened(folder)
        index.reload()
        searcher = index.searcher()
        found = searcher.search(
            query_of(parse(normal(query)), schema()), limit=max(1, min(limit, MOST_HITS)), count=False
        )
    except (ValueError, OSError) as error:
        raise NotSearchable(home, f"{error}: `cuttings search --rebuild` makes a new index") from error
    places = [place for _, place in found.hits]
    high = searcher.fast_field_values("id_high", places)
    low = searcher.fast_field_values("id_low", places)
    scores = [score for score, _ in found.hits]
    return [Hit(f"{h:016x}{w:016x}", float(s)) for h, w, s in zip(high, low, scores, strict=True)]


def _opened(folder: Path) -> Index:
    index = Index(schema(), path=str(folder / "index"), reuse=True)
    register(index)
    return index


@contextmanager
def _alone(home: Path) -> Iterator[Path]:
    """HOME/search, for one writer at a time."""
    folder = Home(home).search
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("ab") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield folder
    except (OSError, ValueError) as error:
        raise NotSearchable(home, str(error)) from error


def _state(folder: Path) -> State | None:
    """What the index knows. None: there is none, or one of another layout."""
    try:
        state: State = json.loads((folder / "state.json").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None
    return state if state.get("layout") == LAYOUT else None


def _write_state(folder: Path, state: State) -> None:
    part = folder / "state.json.part"
    part.write_text(json.dumps(state), encoding="ascii")
    part.replace(folder / "state.json")
