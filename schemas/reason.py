"""Why a document did not become an article."""

from schemas.explained import Explained
from schemas.rejection import RejectionReason


class QuarantineReason(Explained):
    """Why a document could not be read. Its bytes are kept where there are any, and `replay` tries again."""

    TIME_LIMIT = "time_limit", "reading took longer than a document may take"
    MEMORY_LIMIT = "memory_limit", "reading needed more memory than a document may use"
    CRASHED = "crashed", "the reading process ended"
    READER_FAILED = "reader_failed", "the reader raised an error: a bug worth reporting"
    TOO_LARGE = "too_large", "it is larger than a document may be"
    UNREADABLE = "unreadable", "the file cannot be opened or read, or the archive no longer has its bytes"
    DAMAGED = "damaged", "the bytes in the archive differ from the bytes that arrived"
    BAD_SIDECAR = "bad_sidecar", "the .meta.json beside it does not have the required form"


class DuplicateReason(Explained):
    """What a document has in common with a known one."""

    SAME_BYTES = "same_bytes", "these bytes arrived before"
    SAME_TEXT = "same_text", "other bytes, but the article and its text are known"
    EXCERPT = "excerpt", "a copy that breaks off in the middle of a sentence of an article whose whole text is known"
    REVISIT = "revisit", "a record of a web archive that only says that the bytes had not changed"


Reason = RejectionReason | QuarantineReason | DuplicateReason
"""Every reason. `schemas.arrival.REASONS` says which outcome has which."""
