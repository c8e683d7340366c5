"""The search index in HOME/search: updated from the published snapshot, and never ahead of it.

It holds terms but no text: the text of a hit is read from the snapshot. Its state is written after each commit, so that
a kill in between only means indexing a part again; a document replaces the one with the same article id, and is never
duplicated.
"""

import errno
import fcntl
import json
import os
import shutil
import sys
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

from tantivy import Index, IndexWriter

from schemas.home import Home
from warehouse.errors import NotSearchable
from warehouse.queries.article_terms import article_terms, known_loads
from warehouse.search.document import document
from warehouse.search.fields import LAYOUT, normal, register, schema
from warehouse.search.grammar import parse
from warehouse.search.matching import query_of

_HEAP_BYTES = 64_000_000
MOST_HITS = 1_000_000
"""Most hits of one search."""


class State(TypedDict):
    """The state of the index, as written."""

    load_number: int
    """The newest load in the index."""
    first: str
    """The first batch of the warehouse from which it was made."""
    layout: int


@dataclass(frozen=True, slots=True)
class Hits:
    """The articles that a search found, the best first."""

    ids: str
    """Their article_ids, 32 letters each, one after the other: an object per hit would cost more than the search."""
    scores: list[float]
    """BM25: comparable within one search only."""
    total: int
    """How many articles match in all, regardless of the limit."""

    @property
    def article_ids(self) -> list[str]:
        """One text for each hit."""
        return [self.ids[at : at + 32] for at in range(0, len(self.ids), 32)]


def update(home: Path) -> int:
    """Brings the index up to date with the snapshot; how many articles were (re)indexed.

    Where HOME belongs to somebody else and can only be read, the index stays as its owner's last load left it.

    Raises NoSnapshot; NotSearchable for a disk that refuses.
    """
    try:
        return _update(home)
    except NotSearchable as error:
        if _may_only_read(error.__cause__) and _state(Home(home).search) is not None:
            return 0
        raise


def _may_only_read(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}


def _update(home: Path) -> int:
    with _alone(home) as folder:
        state = _state(folder)
        loads = known_loads(home)
        if state is None or state["load_number"] > loads.newest or state["first"] != loads.first:
            # Another layout, or another warehouse (restored from a backup, moved): rebuild it.
            shutil.rmtree(folder / "index", ignore_errors=True)
            state = State(load_number=0, first=loads.first, layout=LAYOUT)
        if state["load_number"] >= loads.newest and (folder / "index").exists():
            return 0
        (folder / "index").mkdir(parents=True, exist_ok=True)
        index = _opened(folder / "index")
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


def search(home: Path, query: str, *, limit: int = MOST_HITS) -> Hits:
    """The articles that match a query, the best first. Raises NotSearchable if there is no index."""
    folder = Home(home).search
    if _state(folder) is None:
        raise NotSearchable(home, "there is no search index yet: `cuttings search --rebuild` makes it")
    try:
        with _to_read(folder / "index") as place:
            index = _opened(place)
            index.reload()
            searcher = index.searcher()
        asked = query_of(parse(normal(query)), schema())
        # tantivy allocates memory for the limit, so the limit is not above the number of articles.
        found = searcher.search(asked, limit=max(1, min(limit, MOST_HITS, searcher.num_docs)), count=True)
    except (ValueError, OSError) as error:
        raise NotSearchable(home, f"{error}: `cuttings search --rebuild` makes a new index") from error
    places = [place for _, place in found.hits]
    halves = array("Q", bytes(16 * len(places)))
    for at, field in enumerate(("id_high", "id_low")):
        halves[at::2] = array("Q", cast("list[int]", searcher.fast_field_values(field, places)))
    if sys.byteorder == "little":
        halves.byteswap()
    return Hits(halves.tobytes().hex(), [float(score) for score, _ in found.hits], int(found.count or 0))  # type: ignore[attr-defined]


def _opened(index_folder: Path) -> Index:
    index = Index(schema(), path=str(index_folder), reuse=True)
    register(index)
    return index


@contextmanager
def _to_read(index_folder: Path) -> Iterator[Path]:
    """A folder from which the index can be opened.

    tantivy creates lock files beside an index even to read it. Where that is forbidden (a colleague's HOME, a backup
    that is mounted read-only), it gets a temporary folder of links. The files stay open after the folder is gone.
    """
    if os.access(index_folder, os.W_OK):
        yield index_folder
        return
    with tempfile.TemporaryDirectory(prefix="cuttings-search-") as name:
        for file in index_folder.iterdir():
            if file.suffix != ".lock":
                (Path(name) / file.name).symlink_to(file.absolute())
        yield Path(name)


@contextmanager
def _alone(home: Path) -> Iterator[Path]:
    """HOME/search, locked for one writer."""
    folder = Home(home).search
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("ab") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield folder
    except (OSError, ValueError) as error:
        raise NotSearchable(home, str(error)) from error


def _state(folder: Path) -> State | None:
    """The state of the index. None: there is none, or it has another layout."""
    try:
        state: State = json.loads((folder / "state.json").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None
    return state if state.get("layout") == LAYOUT else None


def _write_state(folder: Path, state: State) -> None:
    part = folder / "state.json.part"
    part.write_text(json.dumps(state), encoding="ascii")
    part.replace(folder / "state.json")
