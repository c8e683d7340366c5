"""Connections to a lake: DuckDB with the extensions that a lake needs, loaded from installed packages."""

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
"""DuckDB's names of settings, and the environment variables that every S3 tool reads."""


def load_extensions(con: DuckDBPyConnection, place: LakePlace) -> None:
    """Load the extensions that the lake needs, by path, without downloading. Raises NoExtension."""
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
    """Attach the lake under a name. Raises duckdb.Error."""
    if place.data.startswith("s3://"):
        con.execute(_secret(os.environ))
    address = f"ducklake:postgres:{libpq(place)}"
    settings = ", ".join([f"DATA_PATH {literal(place.data)}", *options])
    con.execute(f"ATTACH {literal(address)} AS {name} ({settings})")


def libpq(place: LakePlace) -> str:
    """The connection string without the password, which libpq takes from PGPASSWORD.

    A list of databases, or an error, shows the string with which they were attached.
    """
    password = password_in(place.postgres)
    if password is not None:
        os.environ["PGPASSWORD"] = password
    return without_password(place.postgres)


def _secret(environment: Mapping[str, str]) -> str:
    """The secret for access to a bucket. `AWS_ENDPOINT_URL`: a server other than Amazon's, which expects bucket names
    in the path."""
    parts = [f"{key} {literal(environment[name])}" for key, name in _CREDENTIALS.items() if environment.get(name)]
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    if endpoint:
        scheme, _, host = endpoint.rstrip("/").rpartition("://")
        parts += [f"ENDPOINT {literal(host)}", "URL_STYLE 'path'", f"USE_SSL {str(scheme != 'http').lower()}"]
    return f"CREATE OR REPLACE SECRET lake_data (TYPE s3{''.join(f', {part}' for part in parts)})"
