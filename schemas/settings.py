"""The settings of a run: by option, by environment, or by default."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from schemas.record import Record

Annotator = Literal["cuttings", "spacy", "none"]
"""What finds names, statements and figures."""


class Limits(Record):
    """The settings of one run beside its home, as its parameters show them. None: the environment's, else the default.

    What each one means: see Settings.
    """

    annotate: Annotator | None = None
    workers: int | None = None
    batch_size: int | None = None
    read_seconds: float | None = None
    max_bytes: int | None = None
    worker_memory: int | None = None
    settle_seconds: float | None = None


class Settings(Record):
    """Limits and places of one run. Environment names are `CUTTINGS_` and the field in upper case."""

    home: Path = Path("cuttings-home")
    """Where everything is kept."""
    batch_size: int = Field(default=250, ge=1, le=10_000)
    """Documents a batch: 250 keep Prefect's cost a task run below 2%."""
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    """Processes that read."""
    read_seconds: float = Field(default=20.0, gt=0)
    """CPU seconds that one document may take before its worker is killed. By the clock, twenty times as many."""
    max_bytes: int = Field(default=32 * 1024 * 1024, ge=1)
    """Size in bytes of the largest document that is read. A larger one is archived and quarantined."""
    worker_memory: int = Field(default=3 * 1024**3, ge=256 * 1024**2)
    """Address space of a reading process, in bytes."""
    annotate: Annotator = "cuttings"
    """What annotates: our own models, in any language; spacy, English alone; or none for bulk loads (`cuttings replay
    --annotate` does it later)."""
    settle_seconds: float = Field(default=1.0, ge=0)
    """Seconds for which size and time of a file in the inbox must not have changed before it is taken."""

    @field_validator("annotate")
    @classmethod
    def _installed(cls, given: Annotator) -> Annotator:
        if given == "spacy" and find_spec("spacy") is None:
            raise ValueError("spaCy is not installed: pip install 'cuttings[spacy]'")
        return given

    def limits(self) -> Limits:
        """All settings but the home: for a run in another process."""
        return Limits(**{name: getattr(self, name) for name in Limits.model_fields})

    def told(self) -> str:
        """The settings in one line, for people."""
        return ", ".join(f"{name} {getattr(self, name)}" for name in Limits.model_fields)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **given: object) -> "Settings":
        """Settings with `given` (None: not given) before the environment before the defaults.

        Raises pydantic.ValidationError for a value that does not fit.
        """
        named = {name: environment.get(f"CUTTINGS_{name.upper()}") for name in cls.model_fields}
        values = {
            k: v for k, v in {**named, **{k: v for k, v in given.items() if v is not None}}.items() if v is not None
        }
        settings = cls.model_validate(values)
        return settings.model_copy(update={"home": settings.home.expanduser().absolute()})
