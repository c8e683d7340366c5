"""Names in ninjs that are ours: what an export writes and the reader knows again."""

EXTENSION = "cuttings"
"""The property, an extension as ninjs allows them, that carries the columns for which ninjs has none.

An item that has it is read as it was written: nothing is taken off its text again.
"""
OWN_URN = "urn:cuttings:"
"""Begins the `uri` of an article to which its publisher gave no identifier; the reader takes it for none."""
EXTENDED = (
    "article_id", "dateline", "dateline_place", "published_on", "section", "edition", "publication", "wire_credit",
    "kind", "access", "url", "canonical_url", "publisher_id",
)  # fmt: skip
"""Columns of `articles` that the extension holds."""
