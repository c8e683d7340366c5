"""The paths in HOME."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that contains everything of one cuttings library."""

    root: Path

    @property
    def live(self) -> Path:
        """The writer's database. Readers never open it."""
        return self.root / "warehouse" / "live.duckdb"

    @property
    def lock(self) -> Path:
        return self.root / "warehouse" / "lock"

    @property
    def place(self) -> Path:
        """States where the warehouse is, if it is not the file `live`."""
        return self.root / "warehouse" / "place.json"

    @property
    def lake(self) -> Path:
        """The data of a lake that is kept in HOME."""
        return self.root / "warehouse" / "lake"

    @property
    def published(self) -> Path:
        """States which snapshot of a lake readers see."""
        return self.root / "warehouse" / "published.json"

    @property
    def spill(self) -> Path:
        """Temporary data of DuckDB that does not fit into memory."""
        return self.root / "warehouse" / "spill"

    @property
    def snapshot_cost(self) -> Path:
        """States how many seconds the last copy of the snapshot took."""
        return self.root / "warehouse" / "snapshot.cost"

    @property
    def snapshot(self) -> Path:
        """The published database: the only file for readers."""
        return self.root / "cuttings.duckdb"

    @property
    def own(self) -> Path:
        """The user's own database: tables and tags that no load touches. `cuttings sql` attaches it as `own`."""
        return self.root / "own.duckdb"

    @property
    def stray(self) -> Path:
        """Write-ahead logs that other programs left beside the snapshot."""
        return self.root / "warehouse" / "stray"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def search(self) -> Path:
        """The search index, made from the snapshot."""
        return self.root / "search"

    @property
    def learned(self) -> Path:
        """Outlets' furniture for the reading processes, written from the warehouse."""
        return self.root / "learned"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def archive_place(self) -> Path:
        """States in which bucket the archive is, if it is not the folder `archive`."""
        return self.root / "warehouse" / "archive.json"

    @property
    def quarantine(self) -> Path:
        """Quarantined documents under their own names, for a person to look at."""
        return self.root / "quarantine"

    @property
    def former_quarantine(self) -> Path:
        """The folder of quarantined documents up to release 0.1."""
        return self.root / "rejected"

    @property
    def staging(self) -> Path:
        return self.root / "staging"

    @property
    def prefect(self) -> Path:
        """Files of Prefect and of `cuttings up`."""
        return self.root / "prefect"

    @property
    def api_url(self) -> Path:
        """Contains the address of the server that `cuttings up` runs."""
        return self.prefect / "api-url"

    @property
    def outlets(self) -> Path:
        """A person's statements about outlets."""
        return self.root / "outlets.toml"

    @property
    def entities(self) -> Path:
        """A person's statements about entities."""
        return self.root / "entities.toml"

    @property
    def watches(self) -> Path:
        """Watches, and the channels for their notices."""
        return self.root / "watches.toml"

    @property
    def feeds(self) -> Path:
        """One Atom feed for each watch."""
        return self.root / "feeds"

    @property
    def fetch_lock(self) -> Path:
        """Held by the one process that fetches."""
        return self.root / "fetch.lock"
