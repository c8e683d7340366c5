"""Mails, recognised by their headers: a message (RFC 5322), Apple's emlx, a mailbox (RFC 4155)."""

import re

_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?")
_KNOWN = frozenset(
    (
        *(
            "from",
            "to",
            "subject",
            "date",
            "received",
            "message-id",
            "mime-version",
            "delivered-to",
            "return-path",
            "sender",
        ),
        *(
            "reply-to",
            "x-received",
            "received-spf",
            "dkim-signature",
            "in-reply-to",
            "references",
            "x-mailer",
            "list-id",
            "cc",
        ),
        *(
            "content-type",
            "x-original-to",
            "envelope-to",
            "newsgroups",
            "authentication-results",
            "arc-seal",
            "resent-from",
        ),
    )
)
_STRONG = frozenset(
    ("received", "message-id", "mime-version", "delivered-to", "return-path", "x-received", "newsgroups")
)
_SAVED_PAGE = re.compile(r"^(?:snapshot-content-location:|from:\s*<?saved by|x-maf)", re.IGNORECASE | re.MULTILINE)
_PLIST = re.compile(r"<plist\b")


def is_mail(text: str) -> bool:
    """Whether a text is a message: it begins with at least three headers, two of them of mails, or with "From" and
    "Subject". A page saved as MHTML is not a mail."""
    names = _header_names(text)
    if len(names) < 2 or _SAVED_PAGE.search(text[:3000]):
        return False
    known = {name for name in names if name in _KNOWN}
    # Three headers are enough if a program wrote one of them; typed headers must name the author and the subject.
    if len(names) >= 3 and len(known) >= 2 and known & _STRONG:
        return known != {"mime-version", "content-type"}
    return {"from", "subject"} <= known


def is_emlx(text: str) -> bool:
    """Whether a text is a message of Apple Mail: its number of bytes, the message, and a property list after it."""
    first, _, rest = text.partition("\n")
    return re.fullmatch(r"\d{1,10}\s*", first) is not None and is_mail(rest)


def is_mailbox(text: str) -> bool:
    """Whether a text is a mailbox: messages, each after a line that begins with "From "."""
    first, _, rest = text.lstrip("\n\r").partition("\n")
    return first.startswith("From ") and len(first) < 400 and len(_header_names(rest)) >= 2 and is_mail(rest)


def is_alert(text: str) -> bool:
    """Whether a text is the page of a news alert: links through the search service's own address, and a link to end the
    alert."""
    return "google.com/alerts" in text and len(re.findall(r"google\.[a-z.]{2,6}/url\?", text)) >= 1


def _header_names(text: str) -> list[str]:
    """The names of the headers at the start of the text, in lower case."""
    names: list[str] = []
    for line in text[:40_000].lstrip("\ufeff\r\n").split("\n"):
        bare = line.rstrip("\r")
        if not bare:
            break
        match = _HEADER.match(bare)
        if match:
            names.append(match[1].lower())
        elif bare.startswith((" ", "\t")) and names:
            continue
        elif names or not bare.startswith(("From ", ">From ")):
            # Only "From somebody Mon Jun 1" may stand above the headers.
            return []
    return names
