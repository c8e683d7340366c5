"""Documents that were read and are not articles."""

from enum import StrEnum

from schemas.record import Record


class RejectionReason(StrEnum):
    """Why a document is not an article. A closed list: SQL groups by it."""

    EMPTY = "empty"  # no bytes, or nothing but white space and NUL
    NO_TEXT = "no_text"  # a page without running text: a gallery, a player, a page that scripts would fill
    TOO_SHORT = "too_short"  # some words, fewer than an article has
    INDEX_PAGE = "index_page"  # a list of other articles: a front page, section, tag or search page
    CONSENT_PAGE = "consent_page"  # a cookie or privacy wall instead of the article
    ERROR_PAGE = "error_page"  # not found, forbidden, a robot check
    PAYWALL = "paywall"  # a subscription offer and no text of the article
    UNDECODABLE = "undecodable"  # bytes that no encoding makes text of
    MALFORMED = "malformed"  # a record that says JSON and is not, or has none of the known fields
    UNSUPPORTED_TYPE = "unsupported_type"  # an image, a PDF, an archive, ...


class Rejected(Record):
    """The reader's verdict that a document is not an article."""

    reason: RejectionReason
    detail: str
    """One sentence for a person: what was seen."""
