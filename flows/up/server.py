"""Is there a Prefect server to record runs with? Answered without importing Prefect, which costs two CPU seconds."""

import socket
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from schemas.home import Home

DEFAULT_API = "http://127.0.0.1:4200/api"
"""Where `prefect server start` and `cuttings up` listen."""


def recording_server(environment: Mapping[str, str], home: Path | None = None) -> str | None:
    """The API address of the server that records runs. None: none is configured or running.

    In order: PREFECT_API_URL, the `cuttings up` that runs on this home, the active profile of the user's Prefect, a
    server that listens at the default address.
    """
    named = environment.get("PREFECT_API_URL") or (home and announced(home))
    configured = named or profile_settings(environment).get("PREFECT_API_URL")
    if configured:
        return configured
    return DEFAULT_API if listens(DEFAULT_API) else None


def address_file(home: Path) -> Path:
    """Where `cuttings up` writes its server's API address for as long as it runs."""
    return Home(home).api_url


def announced(home: Path) -> str | None:
    """The address of the server that `cuttings up` runs on this home. None: none runs."""
    try:
        api = address_file(home).read_text().strip()
    except OSError:
        return None
    return api if api and listens(api) else None


def listens(api: str, *, seconds: float = 0.3) -> bool:
    """Whether something accepts connections there."""
    parts = urlsplit(api)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    with suppress(OSError), socket.create_connection((parts.hostname or "127.0.0.1", port), timeout=seconds):
        return True
    return False


def profile_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """The settings of the active profile of the user's own Prefect. Empty: there is none that can be read."""
    folder = Path(environment.get("PREFECT_HOME") or Path("~/.prefect").expanduser())
    try:
        profiles = tomllib.loads((folder / "profiles.toml").read_text())
    except (OSError, ValueError):
        return {}
    active = environment.get("PREFECT_PROFILE") or profiles.get("active")
    settings = profiles.get("profiles", {}).get(active, {}) if isinstance(profiles.get("profiles"), dict) else {}
    return {name: value for name, value in settings.items() if isinstance(value, str)}
