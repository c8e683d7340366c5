"""A channel for notices: one [[notify]] of watches.toml."""

import hashlib
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from schemas.record import Record


class Channel(Record):
    """An address of apprise, and what is sent there."""

    url: str = Field(min_length=4, max_length=2_000)
    """In apprise's form (mailto://, slack://, json://host/path); "env:NAME" reads it from the environment."""
    watches: tuple[str, ...] | None = None
    """Names of watches. None: all of them."""
    every: Literal["load", "day"] = "load"
    """load: whenever something is due; day: once a day, all together."""
    trouble: bool = False
    """Whether failed runs, documents that could not be read and silent sources are also reported."""

    def address(self, environment: Mapping[str, str]) -> str | None:
        """The address to send to. None: the variable that holds it is not set."""
        return environment.get(self.url[4:]) if self.url.startswith("env:") else self.url

    @property
    def key(self) -> str:
        """Identifies the channel in stored data, because its address may contain a password."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:16]
