"""What a reader can answer about a document."""

from schemas.explained import Explained


class Reading(Explained):
    """Each document of a batch has exactly one."""

    ARTICLE = "article", "it was read, and is an article"
    REJECTED = "rejected", "it was read, and is not an article"
    QUARANTINED = "quarantined", "a step failed on it or ran out of its limits"
    UNREAD = "unread", "its bytes are known, nothing was read again"
