"""A document's bytes, as they arrived."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import NoSuchArrival, SeveralArrivals
from warehouse.queries.query import open_snapshot

_LEAST_OF_AN_ID = 4
"""Fewest characters that are accepted as the beginning of an id."""


@dataclass(frozen=True, slots=True)
class Original:
    """The place of a document's bytes."""

    arrival_id: str
    location: str
    path: Path
    """Their file in the archive, unless they are packed or in a bucket; `kept_chunks` reads them in all cases."""


def original(home: Path, name: str) -> Original:
    """The document known by `name`: its arrival_id or capture_id or the beginning of one, or its path or file name.

    Of several arrivals of the same bytes any one is used; of different bytes dropped under one name, the last arrival.
    Raises NoSnapshot, Unreadable, NoSuchArrival, SeveralArrivals.
    """
    by_id = """
        SELECT DISTINCT ON (capture_id) arrival_id, location, archive_path
        FROM arrivals JOIN captures USING (capture_id)
        WHERE starts_with(arrival_id, $name) OR starts_with(capture_id, $name)
    """
    by_place = """
        SELECT DISTINCT ON (location) arrival_id, location, archive_path
        FROM arrivals JOIN captures USING (capture_id)
        WHERE location = $name OR ends_with(location, '/' || $name)
        ORDER BY location, arrivals.load_number DESC, arrivals.document DESC
    """
    with closing(open_snapshot(home)) as con:
        like_an_id = len(name) >= _LEAST_OF_AN_ID and all(c in "0123456789abcdef" for c in name)
        found = con.execute(by_id, {"name": name}).fetchall() if like_an_id else []
        found = found or con.execute(by_place, {"name": name}).fetchall()
    if not found:
        raise NoSuchArrival(name)
    if len(found) > 1:
        raise SeveralArrivals(name, [row[0] for row in found])
    arrival, location, path = found[0]
    return Original(arrival, location, home / path)
