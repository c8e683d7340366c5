"""Our own names in ninjs, which exports write and the reader recognises."""

EXTENSION = "cuttings"
"""The property, an extension as ninjs allows it, with the columns that ninjs lacks.

An item with it is read exactly as it was written: nothing is removed from its text again.
"""
OWN_URN = "urn:cuttings:"
"""The prefix of the `uri` of an article without a publisher's identifier; the reader does not take it for an
identifier."""
EXTENDED = (
    "article_id", "dateline", "dateline_place", "published_on", "section", "edition", "publication", "wire_credit",
    "kind", "access", "url", "canonical_url", "publisher_id",
)  # fmt: skip
"""Columns of `articles` that the extension holds."""
