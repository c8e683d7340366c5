"""The reader's version, apart from the reader so that naming it costs nothing."""

READER_VERSION = "1"
"""Goes up when the same bytes may be read to something else: `replay` reads again what an older reader read."""
