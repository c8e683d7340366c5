"""Addresses that the article's own text or its document points to."""

from typing import Literal

from schemas.record import Record

LinkKind = Literal["own_site", "outlet", "document", "social", "other"]
"""own_site: the site that published the article; outlet: another news outlet; document: a file (PDF, sheet, archive);
social: a social network; other: any other site."""


class Link(Record):
    """One link of the article. Links of navigation, share buttons and lists of other articles do not count."""

    kind: LinkKind
    url: str
    """Absolute."""
    text: str | None = None
    """The words that are linked, as printed. None: a picture is linked, or nothing."""
    block: int | None = None
    """Position of the block that contains it, from 0. None: it is beside the text."""
