"""One document out of a file that holds several: what every splitter yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from schemas.rejection import Rejected


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a container, as bytes that can be read again by themselves."""

    number: int
    """Its position in the container, from 1."""
    data: bytes
    name: str | None = None
    """Its name in the container, as given. None: members of this form have no names."""
    url: str | None = None
    """The address it was captured from. None: the container does not say."""
    captured_at: datetime | None = None
    """When it was captured; never a date of publication. None: the container does not say."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers that came with it (HTTP, mail), names in lower case."""
    form: str | None = None
    """Name of its form in `tasks.text.formats`, where the container knows it. None: to be recognised by content."""
    refused: Rejected | None = None
    """Why it is not to be read: encrypted, a revisit, a picture. None: it is to be read."""
