"""Where somebody is told: one [[notify]] of watches.toml."""

import hashlib
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from schemas.record import Record


class Channel(Record):
    """An address of apprise, and what goes there."""

    url: str = Field(min_length=4, max_length=2_000)
    """As apprise has it (mailto://, slack://, json://host/path); "env:NAME" reads it from the environment."""
    watches: tuple[str, ...] | None = None
    """Names of watches. None: all of them."""
    every: Literal["load", "day"] = "load"
    """load: whenever something is due; day: once a day, all together."""
    trouble: bool = False
    """Whether failed runs, documents that could not be read and silent sources are told too."""

    def address(self, environment: Mapping[str, str]) -> str | None:
        """The address to send to. None: the variable that holds it is not set."""
        return environment.get(self.url[4:]) if self.url.startswith("env:") else self.url

    @property
    def key(self) -> str:
        """Stands for the channel in what is kept: its address may hold a password."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:16]
