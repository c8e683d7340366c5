"""Documents that were read and are not articles."""

from schemas.explained import Explained
from schemas.record import Record


class RejectionReason(Explained):
    """Why a document is not an article. A closed list: SQL groups by it."""

    EMPTY = "empty", "no bytes, or nothing but white space and NUL"
    NO_TEXT = "no_text", "a page without running text: a gallery, a player, a page that scripts would fill"
    TOO_SHORT = "too_short", "fewer words than an article has"
    INDEX_PAGE = "index_page", "a list of other articles: a front page, section, tag or search page"
    CONSENT_PAGE = "consent_page", "a cookie or privacy wall instead of the article"
    ERROR_PAGE = "error_page", "not found, forbidden, a robot check"
    PAYWALL = "paywall", "a subscription offer and no text of the article"
    UNDECODABLE = "undecodable", "bytes that are not text in any known encoding"
    MALFORMED = "malformed", "JSON that cannot be parsed, or a record without any known field"
    UNSUPPORTED_TYPE = "unsupported_type", "a form that is not supported: an image, a program, an unknown archive"
    NOT_AN_ARTICLE = "not_an_article", "a picture item, a package, an event, a product page, a log, source code"
    COMPANION = "companion", "a file that belongs to a saved page: a style sheet, script, icon or frame"
    ADDRESS_ONLY = "address_only", "an address with a title or snippet, and no text: an alert, a bookmark, a digest"
    ENCRYPTED = "encrypted", "protected by a password"
    REVISIT = "revisit", "a record of a web archive that only says that the bytes had not changed"
    UNKNOWN_LAYOUT = "unknown_layout", "a table or record without a column that is known to hold the text"


class Rejected(Record):
    """The reader's verdict that a document is not an article."""

    reason: RejectionReason
    detail: str
    """One sentence for a person: what was seen."""
