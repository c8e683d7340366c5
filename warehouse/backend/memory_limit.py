"""How much memory the database of a load may take: `CUTTINGS_MEMORY`, such as 512MB or 2GB. What needs more is written
to HOME/warehouse/spill meanwhile.

It bounds what DuckDB remembers of the file and sorts or joins at a time, not the program: the rows of the batches that
are stored together, and the articles that they are compared with, come on top, 300 to 400 MB whatever the size of the
library.
"""

import re
from collections.abc import Mapping
from typing import Final

from warehouse.errors import WrongMemory

VARIABLE: Final = "CUTTINGS_MEMORY"
DEFAULT: Final = "1GB"
LEAST: Final = 128
"""Megabytes. With less, batches of a large library cannot be audited."""

_SIZE = re.compile(r"(\d{1,7})\s?([MG])i?B", re.IGNORECASE)


def memory_limit(environment: Mapping[str, str]) -> str:
    """The limit, as DuckDB takes it. Raises WrongMemory."""
    said = environment.get(VARIABLE, "").strip() or DEFAULT
    found = _SIZE.fullmatch(said)
    if found is None or int(found[1]) * (1000 if found[2].upper() == "G" else 1) < LEAST:
        raise WrongMemory(f"{VARIABLE}={said[:40]} is no limit: give {LEAST}MB, {DEFAULT} or more")
    return said
