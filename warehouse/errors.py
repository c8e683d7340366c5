"""Errors of the warehouse.

WarehouseError
├── Locked            another process writes to this home
│   └── TurnLost      another loader wrote at the same time; nothing was stored
├── WrongWarehouse    the warehouse of a home is elsewhere than was said
├── WrongMemory       CUTTINGS_MEMORY is no size, or too small
├── NotMoved          the warehouse could not be moved; the old one stands
├── NoExtension       what the backend needs of DuckDB is not installed
├── NoObjectStore     what reaches a bucket is not installed
├── WrongArchive      the archive of a home is elsewhere than was said
├── NoSnapshot        nothing was published yet
├── MigrationChanged  a migration differs from the one that was applied
├── NewerSchema       the file was written by a newer release
├── OlderSchema       the snapshot was published by an older release
├── AuditFailed       what was to be stored contradicts itself; nothing of it was stored
├── DiskFull          no space, or a limit on the size of files
├── Unreadable        a file of the warehouse cannot be opened: damaged, no permission, or in use
├── NotPublished      the snapshot could not be made; the last one stands
├── NotSearchable     the search index is missing or damaged; it can be rebuilt
├── NoSuchArticle     nothing is known under that name
├── SeveralArticles   more than one is
├── NoSuchArrival     no document whose bytes are kept is known under that name
├── SeveralArrivals   more than one is
├── TookTooLong       a question of a page needed more than its time
└── BadQuery          the SQL given cannot be run

Each text is one line that says what to do.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from schemas.home import Home


class WarehouseError(Exception):
    """The warehouse cannot do what was asked."""

    def __reduce__(self) -> tuple[Callable[..., "WarehouseError"], tuple[object, ...]]:
        # Reading processes raise some of these; the classes are made from other arguments than their message.
        return _made_again, (type(self), self.args, self.__dict__)


def _made_again(kind: type[WarehouseError], args: tuple[object, ...], fields: dict[str, object]) -> WarehouseError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class Locked(WarehouseError):
    """`holder` is the process id in the lock file. None: it contains none."""

    def __init__(self, home: Path, holder: int | None) -> None:
        who = f"process {holder}" if holder else "another process"
        super().__init__(f"{home} is being written to by {who}: wait for it to end, or use another home with --home")
        self.home = home
        self.holder = holder


class TurnLost(Locked):
    """Two loaders of a lake wrote at the same time, because one of them lost its connection to the catalog."""

    def __init__(self, path: Path) -> None:
        WarehouseError.__init__(self, f"{path}: another loader wrote at the same time, nothing was stored: try again")
        self.home = path
        self.holder = None


class WrongWarehouse(WarehouseError):
    def __init__(self, home: Path, why: str) -> None:
        super().__init__(f"{home}: {why}")
        self.home = home


class WrongArchive(WarehouseError):
    def __init__(self, home: Path, why: str) -> None:
        super().__init__(f"{home}: {_one_line(why)}")
        self.home = home


class WrongMemory(WarehouseError):
    """The setting is no size of memory."""


class NotMoved(WarehouseError):
    def __init__(self, home: Path, why: str) -> None:
        super().__init__(f"the warehouse of {home} was not moved: {_one_line(why)}")
        self.home = home


class NoExtension(WarehouseError):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"DuckDB's extension {name} does not load: install cuttings[lake] ({_one_line(why)})")
        self.name = name


class NoObjectStore(WarehouseError):
    def __init__(self, address: str) -> None:
        super().__init__(f"{address} cannot be reached: install cuttings[lake]")
        self.address = address


class NoSnapshot(WarehouseError):
    def __init__(self, home: Path) -> None:
        if Home(home).place.exists():
            super().__init__(f"{home}: nothing of its lake was ever published: `cuttings ingest` does it")
        elif Home(home).live.exists():
            super().__init__(
                f"{Home(home).snapshot} is missing, the warehouse is there: `cuttings ingest` publishes it again"
            )
        elif Home(home).archive.is_dir() and any(Home(home).archive.iterdir()):
            super().__init__(f"{home} has an archive and no warehouse: restore {Home(home).live} from a backup")
        else:
            super().__init__(
                f"{home} holds no articles yet: run `cuttings ingest` first, or choose another home with --home"
            )
        self.home = home


class NotSearchable(WarehouseError):
    def __init__(self, home: Path, why: str) -> None:
        super().__init__(f"{home} cannot be searched: {why}")
        self.home = home


class MigrationChanged(WarehouseError):
    def __init__(self, path: Path, migration: str) -> None:
        super().__init__(
            f"{path} was made with another {migration}: install the release that made it, or start a new home"
        )
        self.path = path
        self.migration = migration


class NewerSchema(WarehouseError):
    def __init__(self, path: Path, migration: str) -> None:
        super().__init__(f"{path} was written by a newer release ({migration} is not known here): upgrade cuttings")
        self.path = path
        self.migration = migration


class OlderSchema(WarehouseError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was published by an older release: `cuttings ingest` brings it up to date")
        self.path = path


class AuditFailed(WarehouseError):
    """`faults` are lines of the form "audit: what is wrong"."""

    def __init__(self, batch: str, faults: Sequence[str]) -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"batch {batch} was not stored, this is a bug worth reporting: {faults[0]}{more}")
        self.batch = batch
        self.faults = tuple(faults)


class DiskFull(WarehouseError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} cannot grow, the disk is full or a size limit is reached: free some space and try again"
        )
        self.path = path


class Unreadable(WarehouseError):
    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be opened: {_one_line(why)}")
        self.path = path


class NotPublished(WarehouseError):
    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} could not be renewed, the last one stands: {_one_line(why)}")
        self.path = path


class NoSuchArticle(WarehouseError):
    """`became` states the outcomes of the documents of this name. None: none ever arrived."""

    def __init__(self, name: str, became: str | None = None) -> None:
        advice = "give its article_id or the start of it, its URL, or its path"
        super().__init__(
            f"{name} is no article, it was {became}" if became else f"no article is known as {name}: {advice}"
        )
        self.name = name
        self.became = became


class SeveralArticles(WarehouseError):
    def __init__(self, name: str, article_ids: Sequence[str]) -> None:
        shown = ", ".join(article_ids[:3]) + (", ..." if len(article_ids) > 3 else "")
        super().__init__(f"{len(article_ids)} articles are known as {name}: give one of {shown}")
        self.name = name
        self.article_ids = tuple(article_ids)


class NoSuchArrival(WarehouseError):
    def __init__(self, name: str) -> None:
        super().__init__(f"no bytes are kept of {name}: give an arrival_id or the start of it, or a path, see arrivals")
        self.name = name


class SeveralArrivals(WarehouseError):
    def __init__(self, name: str, arrival_ids: Sequence[str]) -> None:
        shown = ", ".join(arrival_ids[:3]) + (", ..." if len(arrival_ids) > 3 else "")
        super().__init__(f"{len(arrival_ids)} documents are known as {name}: give one of {shown}")
        self.name = name
        self.arrival_ids = tuple(arrival_ids)


class TookTooLong(WarehouseError):
    def __init__(self, seconds: float) -> None:
        super().__init__(f"the answer took more than {seconds:g} seconds: ask for less, such as fewer days")
        self.seconds = seconds


class BadQuery(WarehouseError):
    def __init__(self, sql: str, why: str) -> None:
        super().__init__(_one_line(why))
        self.sql = sql


def _one_line(why: str) -> str:
    """The first paragraph, which contains DuckDB's message; the rest quotes the query."""
    return " ".join(why.split("\n\n", maxsplit=1)[0].split())
