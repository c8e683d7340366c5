"""A folder in a bucket of an object store: named bytes, each written completely or not at all.

It is configured as in every tool for S3: by AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION,
and AWS_ENDPOINT_URL for a server that is not Amazon's.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from warehouse.errors import NoObjectStore

if TYPE_CHECKING:
    from obstore.store import S3Config, S3Store

SCHEME: Final = "s3://"
_NAMES: Final = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_REGION",
    "AWS_ENDPOINT_URL_S3",
    "AWS_ENDPOINT_URL",
)
_PATIENCE: Final = timedelta(seconds=30)
"""For how long a server may fail to answer before it counts as unavailable: longer than a restart takes."""


class BucketFailed(OSError):
    """The object store failed, which is not the fault of a document. Its errno is EREMOTEIO."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An object."""

    name: str
    """Its name within the folder."""
    size: int
    changed: float
    """When it was last written, in POSIX seconds."""


class Bucket:
    """A folder in a bucket. All methods may raise BucketFailed; those that read also FileNotFoundError."""

    def __init__(self, address: str, store: "S3Store") -> None:
        self.address = address
        """With a slash at its end."""
        self._store = store

    def read(self, name: str) -> bytes:
        """An object's bytes."""
        with self._failures(name):
            return bytes(self._store.get(name).bytes())

    def read_part(self, name: str, start: int, length: int) -> bytes:
        """Bytes of an object from `start` on; fewer if the object ends before."""
        try:
            with self._failures(name):
                return bytes(self._store.get_range(name, start=start, length=length))
        except BucketFailed as error:
            # Some servers return the whole object if all of it is requested, or do not support ranges at all.
            if "non-partial" not in str(error):
                raise
            return self.read(name)[start : start + length]

    def chunks(self, name: str) -> Iterator[bytes]:
        """An object's bytes, a few MB at a time."""
        with self._failures(name):
            yield from (bytes(chunk) for chunk in self._store.get(name).stream())

    def stored(self, name: str) -> Stored | None:
        """Name, size and time of an object. None: it does not exist."""
        try:
            with self._failures(name):
                found = self._store.head(name)
        except FileNotFoundError:
            return None
        return Stored(name, found["size"], found["last_modified"].timestamp())

    def write(self, name: str, data: bytes | Path) -> None:
        """Writes data, or the content of a file, as an object, in one step."""
        try:
            with self._failures(name):
                self._store.put(name, data)
        except FileNotFoundError as error:
            raise BucketFailed(errno.EREMOTEIO, f"{self.address}: there is no such bucket") from error

    def remove(self, name: str) -> None:
        """Removes an object, if it exists."""
        try:
            with self._failures(name):
                self._store.delete(name)
        except FileNotFoundError:
            return

    def listed(self, folder: str = "") -> Iterator[Stored]:
        """All objects in a folder and its subfolders, by name."""
        with self._failures(folder):
            for some in self._store.list(folder or None):
                yield from (Stored(one["path"], one["size"], one["last_modified"].timestamp()) for one in some)

    @contextmanager
    def _failures(self, name: str) -> Iterator[None]:
        from obstore.exceptions import BaseError

        try:
            yield
        except FileNotFoundError as error:
            raise FileNotFoundError(errno.ENOENT, "no such object", f"{self.address}{name}") from error
        except BaseError as error:
            why = f"{self.address}{name}: {_first_line(str(error))}"
            raise BucketFailed(errno.EREMOTEIO, why) from error


def bucket(address: str, environment: Mapping[str, str] | None = None) -> Bucket:
    """The folder that `s3://bucket/prefix` names. Raises NoObjectStore if the library for it is not installed."""
    given = os.environ if environment is None else environment
    return _bucket(address.rstrip("/") + "/", tuple(given.get(name, "") for name in _NAMES))


@lru_cache(maxsize=8)
def _bucket(address: str, named: tuple[str, ...]) -> Bucket:
    try:
        from obstore.store import S3Store
    except ImportError as error:
        raise NoObjectStore(address) from error
    key, secret, token, region, *endpoints = named
    endpoint = next((one for one in endpoints if one), "")
    config = {"access_key_id": key, "secret_access_key": secret, "session_token": token, "region": region}
    if endpoint:  # servers other than Amazon's have the bucket in the path
        config |= {"endpoint": endpoint, "virtual_hosted_style_request": "false"}
    name, _, folder = address.removeprefix(SCHEME).partition("/")
    store = S3Store(
        name,
        prefix=folder.rstrip("/") or None,
        config=cast("S3Config", {option: value for option, value in config.items() if value}),
        client_options={"allow_http": True, "timeout": timedelta(minutes=5)},
        retry_config={"max_retries": 12, "retry_timeout": _PATIENCE},
    )
    return Bucket(address, store)


def _first_line(why: str) -> str:
    return " ".join(why.split("\n", maxsplit=1)[0].split("<?xml", maxsplit=1)[0].split())[:300].rstrip(": ")
