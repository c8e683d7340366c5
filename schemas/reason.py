"""Why a document did not become an article."""

from schemas.explained import Explained
from schemas.rejection import RejectionReason


class QuarantineReason(Explained):
    """Why a document could not be read. Its bytes are kept where there are any, and `replay` tries again."""

    TIME_LIMIT = "time_limit", "reading took longer than a document may take"
    MEMORY_LIMIT = "memory_limit", "reading wanted more memory than a document may have"
    CRASHED = "crashed", "the reading process ended"
    READER_FAILED = "reader_failed", "the reader raised an error: a bug worth reporting"
    TOO_LARGE = "too_large", "it has more bytes than a document may have"
    UNREADABLE = "unreadable", "the file cannot be opened or read, or the archive no longer has its bytes"
    DAMAGED = "damaged", "the archive has other bytes under its name than those that arrived"
    BAD_SIDECAR = "bad_sidecar", "the .meta.json beside it is not what it has to be"


class DuplicateReason(Explained):
    """What a document has in common with one that is known."""

    SAME_BYTES = "same_bytes", "these bytes arrived before"
    SAME_TEXT = "same_text", "other bytes, but the article and its text are known"
    REVISIT = "revisit", "a web archive's record that says: the same bytes as before"


Reason = RejectionReason | QuarantineReason | DuplicateReason
"""Every reason there is; which outcome has which, `schemas.arrival.REASONS` says."""
