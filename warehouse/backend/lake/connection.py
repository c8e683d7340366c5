"""Connections to a lake: DuckDB with the extensions that the lake needs, which are loaded from installed packages."""

import os
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.backend.literal import literal
from warehouse.backend.place import LakePlace, password_in, without_password
from warehouse.errors import NoExtension

_CREDENTIALS = {
    "KEY_ID": "AWS_ACCESS_KEY_ID",
    "SECRET": "AWS_SECRET_ACCESS_KEY",
    "SESSION_TOKEN": "AWS_SESSION_TOKEN",
    "REGION": "AWS_REGION",
}
"""DuckDB's names, and those of the environment that every tool for S3 reads."""


def load_extensions(con: DuckDBPyConnection, place: LakePlace) -> None:
    """Loads what the lake needs, by path: nothing is fetched. Raises NoExtension."""
    names = ["ducklake", "postgres_scanner", *(["httpfs"] if "://" in place.data else [])]
    for name in names:
        try:
            con.execute(f"LOAD {literal(extension(name))}")
        except duckdb.Error as error:
            raise NoExtension(name, str(error)) from error


@cache
def extension(name: str) -> str:
    """The file of an extension, from the package `duckdb-extension-NAME`. Raises NoExtension."""
    package = find_spec(f"duckdb_extension_{name}")
    folders = package.submodule_search_locations if package and package.submodule_search_locations else []
    for folder in folders:
        for file in Path(folder).glob(f"extensions/v{duckdb.__version__}/{name}.duckdb_extension"):
            return str(file)
    raise NoExtension(name, f"no package has it for DuckDB {duckdb.__version__}")


def attach(con: DuckDBPyConnection, place: LakePlace, name: str, *options: str) -> None:
    """Attaches the lake under a name. Raises duckdb.Error."""
    if place.data.startswith("s3://"):
        con.execute(_secret(os.environ))
    address = f"ducklake:postgres:{libpq(place)}"
    settings = ", ".join([f"DATA_PATH {literal(place.data)}", *options])
    con.execute(f"ATTACH {literal(address)} AS {name} ({settings})")


def libpq(place: LakePlace) -> str:
    """How to connect, without the password, which libpq takes from PGPASSWORD.

    A session that shows its databases, or an error, shows what they were attached by.
    """
    password = password_in(place.postgres)
    if password is not None:
        os.environ["PGPASSWORD"] = password
    return without_password(place.postgres)


def _secret(environment: Mapping[str, str]) -> str:
    """How a bucket is reached. `AWS_ENDPOINT_URL`: another server than Amazon's, which names buckets in the path."""
    parts = [f"{key} {literal(environment[name])}" for key, name in _CREDENTIALS.items() if environment.get(name)]
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    if endpoint:
        scheme, _, host = endpoint.rstrip("/").rpartition("://")
        parts += [f"ENDPOINT {literal(host)}", "URL_STYLE 'path'", f"USE_SSL {str(scheme != 'http').lower()}"]
    return f"CREATE OR REPLACE SECRET lake_data (TYPE s3{''.join(f', {part}' for part in parts)})"
