"""What was learned of outlets, in files that the loader writes and the reading processes read.

Each site has one file, made from the warehouse: if it is missing or damaged, nothing is known of the site until the
next one is written.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from schemas.outlet_furniture import Learned, OutletFurniture

_KEPT = 256
"""Sites that a reading process caches."""


def keep_learned(folder: Path, known: Mapping[str, OutletFurniture]) -> None:
    """Writes what is known of these sites, each file at once. Raises OSError."""
    for site, furniture in known.items():
        file = _file(folder, site)
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".part")
        marks = {"lines": sorted(furniture.lines), "places": sorted(furniture.places)}
        unfinished.write_text(json.dumps({"site": site, "version": furniture.version, **marks}), "utf-8")
        unfinished.rename(file)


def learned_in(folder: Path) -> Learned:
    """What the files contain, in the form that the reader needs; it stays current if they change during reading."""

    def learned(site: str) -> OutletFurniture | None:
        file = _file(folder, site)
        try:
            return _read(file, file.stat().st_mtime_ns)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    return learned


@lru_cache(maxsize=_KEPT)
def _read(file: Path, _written_at: int) -> OutletFurniture:
    data = json.loads(file.read_text("utf-8"))
    return OutletFurniture(version=data["version"], lines=frozenset(data["lines"]), places=frozenset(data["places"]))


def _file(folder: Path, site: str) -> Path:
    # A page may state any text as its host; the hash is always a valid file name.
    return folder / f"{hashlib.sha256(site.encode('utf-8', 'replace')).hexdigest()[:32]}.json"
