"""What stands beside the text: pictures, films, sounds, embedded posts. Never body, never counted as words."""

from typing import Literal

from schemas.record import Record

MediumKind = Literal["image", "video", "audio", "embed", "social_post"]
"""embed: something of another site shown in a frame (a chart, a document, a map); social_post: of a social network."""


class Medium(Record):
    """One picture, film, sound or embedded post that belongs to the article. Furniture of the page does not count."""

    kind: MediumKind
    url: str | None = None
    """Its address, absolute. None: the document does not give one."""
    caption: str | None = None
    """The words under it, without the credit. None: none."""
    credit: str | None = None
    """Who made or supplied it, as printed: "Ada Brandt/Reuters". None: not given."""
    alt_text: str | None = None
    """The text that replaces it for those who cannot see it. None: not given, or empty."""
    block: int | None = None
    """Position of the block that it follows, from 0. None: it stands above the text, or its place is not known."""
