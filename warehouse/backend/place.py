"""Where the warehouse of a home is: a file in it, or a lake whose catalog is a PostgreSQL database.

`CUTTINGS_WAREHOUSE=ducklake:postgres:dbname=cuttings host=db` names the catalog, `CUTTINGS_WAREHOUSE_DATA` the place of
its data (a folder or `s3://bucket/prefix`; default: HOME/warehouse/lake). The home remembers the place, so that a shell
without the variable cannot start a second warehouse.

A password is never written down: it comes from the variable, PGPASSWORD, or ~/.pgpass.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from schemas.home import Home
from warehouse.errors import WrongWarehouse

VARIABLE = "CUTTINGS_WAREHOUSE"
DATA_VARIABLE = "CUTTINGS_WAREHOUSE_DATA"
_LAKE = "ducklake:postgres:"
_FILE = "file"

_PASSWORD = re.compile(r"\s{0,20}\bpassword\s{0,20}=\s{0,20}('(?:[^'\\]|\\.)*+'|[^\s']++)", re.IGNORECASE)
_PASSWORD_IN_URI = re.compile(r"(?<=://)([^/@:\s]{0,200}+):([^@\s]{0,500}+)(?=@)")


@dataclass(frozen=True, slots=True)
class LakePlace:
    """A lake: its catalog, and the folder or bucket of its data."""

    postgres: str
    """The connection string of libpq, as key words (`dbname=... host=...`) or as a URI."""
    data: str

    @property
    def shown(self) -> str:
        """The place for people, and for the file that remembers it: without a password."""
        return f"{_LAKE}{without_password(self.postgres)}"


def place_of(home: Path, environment: Mapping[str, str] | None = None) -> LakePlace | None:
    """The place of this home's warehouse. None: the file in the home.

    Raises WrongWarehouse if the environment names another place than the home remembers, or an unknown one.
    """
    given = _given(home, os.environ if environment is None else environment)
    kept = _remembered(home)
    if given is None:
        return kept
    lake = given if isinstance(given, LakePlace) else None
    if kept is None and Home(home).live.exists() and lake:
        raise WrongWarehouse(home, f"its warehouse is {Home(home).live}: `cuttings move-warehouse` makes it a lake")
    if kept is not None and (lake is None or (lake.shown, lake.data) != (kept.shown, kept.data)):
        raise WrongWarehouse(home, f"its warehouse is {kept.shown} with data in {kept.data}, and {VARIABLE} is another")
    return lake


def remember(home: Path, place: LakePlace | None) -> None:
    """Remember the place of this home's warehouse from now on. None: the file in the home."""
    file = Home(home).place
    if place is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(json.dumps({"catalog": place.shown, "data": place.data}) + "\n", encoding="utf-8")
    part.replace(file)


def is_remembered(home: Path) -> bool:
    """Whether the home remembers a lake."""
    return Home(home).place.exists()


def without_password(text: str) -> str:
    """A text that may contain a connection string, without the password."""
    return _PASSWORD_IN_URI.sub(r"\1", _PASSWORD.sub("", text)).strip()


def password_in(text: str) -> str | None:
    """The password in the text. None: it contains none."""
    if found := _PASSWORD_IN_URI.search(text):
        return unquote(found[2])
    if found := _PASSWORD.search(text):
        return re.sub(r"\\(.)", r"\1", found[1].strip("'"))
    return None


def lake_place(home: Path, catalog: str, data: str | None) -> LakePlace:
    """The lake that the two variables, or the corresponding options, name. Raises WrongWarehouse."""
    if not catalog.startswith(_LAKE) or not catalog.removeprefix(_LAKE).strip():
        known = f"{_LAKE}dbname=NAME host=HOST"
        raise WrongWarehouse(home, f"{without_password(catalog)!r} is no warehouse: give {known}, or nothing")
    if not data:
        data = str(Home(home).lake)
    elif "://" not in data:
        data = str(Path(data).expanduser().absolute())
    return LakePlace(catalog.removeprefix(_LAKE).strip(), data.rstrip("/") + "/")


def _given(home: Path, environment: Mapping[str, str]) -> "LakePlace | str | None":
    """The setting in the environment: a lake, `file`, or None if it is not set."""
    catalog = environment.get(VARIABLE, "").strip()
    if catalog in {"", _FILE}:
        return catalog or None
    kept = _remembered(home)
    return lake_place(home, catalog, environment.get(DATA_VARIABLE) or (kept.data if kept else None))


def _remembered(home: Path) -> LakePlace | None:
    try:
        kept = json.loads(Home(home).place.read_text(encoding="utf-8"))
        return LakePlace(str(kept["catalog"]).removeprefix(_LAKE), str(kept["data"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongWarehouse(home, f"{Home(home).place} does not say where its warehouse is ({error})") from error
