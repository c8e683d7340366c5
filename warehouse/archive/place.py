"""Where the archive of a home is: the folder in it, or a folder in a bucket.

`CUTTINGS_ARCHIVE=s3://bucket/prefix` selects a bucket. A home remembers it, so that a shell without the variable does
not start a second archive. Captures that HOME/archive already holds are still read from there, and `maintain` moves
them into the bucket.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from schemas.home import Home
from warehouse.archive.bucket import SCHEME, Bucket, bucket
from warehouse.errors import WrongArchive

VARIABLE = "CUTTINGS_ARCHIVE"


def bucket_of(home: Path, environment: Mapping[str, str] | None = None) -> Bucket | None:
    """The bucket that holds the archive of this home. None: the archive is HOME/archive.

    Raises WrongArchive if the environment names another bucket than the home remembers, or an unknown kind of place;
    NoObjectStore.
    """
    address = archive_address(home, environment)
    return bucket(address) if address else None


def archive_address(home: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """The bucket's address, with a slash at the end. Raises WrongArchive."""
    given = (os.environ if environment is None else environment).get(VARIABLE, "").strip()
    kept = _remembered(home)
    if not given:
        return kept
    if not given.startswith(SCHEME) or not given.removeprefix(SCHEME).strip("/"):
        raise WrongArchive(home, f"{given!r} is no archive: give {SCHEME}bucket/prefix, or nothing")
    address = given.rstrip("/") + "/"
    if kept is None:
        _remember(home, address)
    elif kept != address:
        raise WrongArchive(home, f"its archive is {kept}, and {VARIABLE} is {given}")
    return address


def _remember(home: Path, address: str) -> None:
    file = Home(home).archive_place
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_text(json.dumps({"archive": address}) + "\n", encoding="utf-8")
    part.replace(file)


def _remembered(home: Path) -> str | None:
    file = Home(home).archive_place
    try:
        return str(json.loads(file.read_text(encoding="utf-8"))["archive"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongArchive(home, f"{file} does not say where its archive is ({error})") from error
