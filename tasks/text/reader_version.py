"""The reader's version, apart from the reader so that naming it costs nothing. Renewed by `make reader-version`."""

READER_VERSION = "3"
"""Goes up when the same bytes may be read to something else: `replay --outdated` reads again what another one read."""
READER_FINGERPRINT = "ecdd2e0fc48a2082"
"""Of the code and data that have this version: a test fails when they changed and this did not."""
