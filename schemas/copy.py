"""The same text printed by somebody else."""

from schemas.record import Record


class Copy(Record):
    """`article_id` is a copy of `original_id`: its text is the same, or contains it, or is contained in it."""

    article_id: str
    original_id: str
    similarity: float
    """Jaccard similarity of the two texts' word shingles, 0 to 1."""
    containment: float
    """Share of the shorter text's shingles that are also in the longer one, 0 to 1."""
