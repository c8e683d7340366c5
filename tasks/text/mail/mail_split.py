"""Mails as documents: the body of each, each mail attached to it, each link of a digest.

A body in HTML is kept as HTML, with the mail's headers beside it. A body in plain text is kept as a small mail, with
headers and text in UTF-8.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from itertools import chain, dropwhile
from typing import BinaryIO

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.containers.utf8 import as_utf8
from tasks.text.decode.decoding import Decoded, decode
from tasks.text.decode.html_lines import html_tree
from tasks.text.mail.digest import is_digest, items, links

DEEPEST = 20
"""Most levels of attached mails that are opened; people forward a mail a few times at most."""
_HEADERS = ("subject", "from", "date", "message-id", "list-id", "sender", "reply-to")
_SEVEN_BIT = frozenset({"utf-7", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312"})
"""Encodings of mail that use ASCII bytes for other characters, so that only the header tells them apart."""
_ARTICLE_FILES = frozenset({
    "text/html", "application/xhtml+xml", "application/pdf", "application/rtf", "text/rtf", "application/epub+zip",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
})  # fmt: skip
_ARTICLE_ENDINGS = (".html", ".htm", ".pdf", ".rtf", ".docx", ".odt", ".epub", ".mht", ".mhtml")
"""Mail programs often send files as application/octet-stream."""
_BEFORE = b"\xef\xbb\xbf \t\r\n"
"""What editors and browsers add before a mail: a byte order mark, empty lines."""
_POSTMARK = re.compile(
    rb"From \S{1,500}(?: at \S{1,200})?\s{1,5}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s.{0,60}\d{1,2}:\d{2}"
)
"""The line before a mail of a mailbox: a sender without spaces, and the time of arrival. A line of the text may also
begin with "From "."""
_LONGEST = 50 * 1024 * 1024
"""Most bytes of one mail in a mailbox; servers refuse longer ones."""


def split_mail(source: BinaryIO) -> Iterator[Item]:
    """The documents of one mail."""
    yield from _mail(as_utf8(source).read().lstrip(_BEFORE), first=1)


def split_emlx(source: BinaryIO) -> Iterator[Item]:
    """The documents of one mail of Apple Mail: the first line is its number of bytes, and a property list follows
    it."""
    data = source.read()
    count, _, rest = data.partition(b"\n")
    yield from _mail(rest[: int(count)], first=1)


def split_mailbox(source: BinaryIO) -> Iterator[Item]:
    """The documents of each mail of a mailbox, read line by line."""
    number = 1
    for mail in _mails(as_utf8(source)):
        for item in _mail(mail, first=number):
            number = item.number + 1
            yield item


def _mails(source: Iterable[bytes]) -> Iterator[bytes]:
    lines: list[bytes] = []
    size = 0
    blank = True
    begun = dropwhile(lambda line: not line.strip(_BEFORE), source)
    for line in chain((next(begun, b"").lstrip(_BEFORE),), begun):
        begins = blank and line.startswith(b"From ") and (not lines or _POSTMARK.match(line) is not None)
        if begins and lines:
            yield b"".join(lines)
            lines, size = [], 0
        elif not begins:
            size += len(line)
            # RFC 4155 does not prescribe it, but mailboxes quote such lines with ">".
            if size <= _LONGEST:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if b"".join(lines).strip():
        yield b"".join(lines)


def _mail(data: bytes, *, first: int) -> Iterator[Item]:
    number = first
    if data.lower().count(b"message/rfc822") > DEEPEST:
        yield _refused(first, data, f"more than {DEEPEST} mails within one another")
        return
    try:
        message = message_from_bytes(data, policy=policy.default)
        for mail in _within(message, 0):
            for item in chain(_body(mail, number), _attached(mail)):
                yield replace(item, number=number)
                number += 1
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        # The parser of the standard library raises many exceptions for malicious headers.
        yield _refused(number, data, f"a damaged mail: {type(error).__name__}")


def _refused(number: int, data: bytes, detail: str) -> Item:
    rejected = Rejected(reason=RejectionReason.MALFORMED, detail=detail)
    return Item(number=number, data=data[:1000], refused=rejected)


def _within(message: Message, depth: int) -> Iterator[Message]:
    """The mail, then the mails attached to it, in order."""
    yield message
    for part in _own_parts(message):
        if part.get_content_type() == "message/rfc822" and depth < DEEPEST:
            for inner in part.get_payload() if isinstance(part.get_payload(), list) else ():
                if isinstance(inner, Message):
                    yield from _within(inner, depth + 1)


def _own_parts(message: Message) -> Iterator[Message]:
    """The parts of a mail without those of the mails attached to it."""
    if not message.is_multipart() or message.get_content_type() == "message/rfc822":
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _own_parts(part)


def _body(mail: Message, number: int) -> Iterator[Item]:
    parts = [part for part in _own_parts(mail) if part.get_content_disposition() != "attachment"]
    html = next((part for part in parts if part.get_content_type() == "text/html"), None)
    plain = next((part for part in parts if part.get_content_type() == "text/plain" and _payload(part).strip()), None)
    headers = _headers(mail)
    if html is not None and _payload(html).strip():
        yield from _html(html, plain, headers, number)
    elif plain is not None:
        yield _plain(plain, headers, number)
    elif mail.get_content_type() != "message/rfc822":
        yield _text_item(headers, "", number)


def _attached(mail: Message) -> Iterator[Item]:
    """The files attached to a mail in which articles are sent: pages, PDF and office files. Pictures, signatures and
    address cards are not."""
    for part in _own_parts(mail):
        if part.get_content_disposition() == "attachment" and (data := _payload(part)):
            name = part.get_filename() or ""
            if part.get_content_type() in _ARTICLE_FILES or name.lower().endswith(_ARTICLE_ENDINGS):
                yield Item(number=0, data=data, name=name or None)


def _html(html: Message, plain: Message | None, headers: Mapping[str, str], number: int) -> Iterator[Item]:
    data = _payload(html)
    root = html_tree(_text(html))
    if root is not None and is_digest(root):
        yield from items(links(root), first=number)
        return
    # Mail programs convert typed text to HTML: then the plain text is the mail.
    if plain is not None and root is not None and "list-id" not in headers and _says_as_much(root, plain):
        yield _plain(plain, headers, number)
        return
    charset = html.get_content_charset() or ""
    if charset in _SEVEN_BIT:
        data, charset = _text(html).encode("utf-8", "replace"), "utf-8"
    known = {**headers, "content-type": f"text/html; charset={charset}" if charset else "text/html"}
    yield Item(number=number, data=data, headers=known, form="html", name=headers.get("subject"))


def _says_as_much(root: "object", plain: Message) -> bool:
    """Whether the plain text contains as many words as the page, so that nothing is lost without the markup."""
    page = " ".join(str(text) for text in root.itertext())  # type: ignore[attr-defined]
    words = len(page.split())
    return 0 < words <= 1.1 * len(_text(plain).split()) + 5


def _plain(part: Message, headers: Mapping[str, str], number: int) -> Item:
    text = _text(part)
    if text.lstrip()[:1] == "{" and _is_json(text):
        # Web forms send what was filled in as a JSON object.
        return Item(number=number, data=text.encode(), headers=headers, form="json", name=headers.get("subject"))
    return _text_item(headers, text, number)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _text_item(headers: Mapping[str, str], text: str, number: int) -> Item:
    lines = [f"{name.title()}: {value}" for name, value in headers.items()]
    data = "\n".join([*lines, "", text]).encode("utf-8", "replace")
    return Item(number=number, data=data, form="mail_text", name=headers.get("subject"))


def _headers(mail: Message) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _HEADERS:
        try:
            value = mail.get(name)
        except (ValueError, TypeError, AttributeError, IndexError):
            continue
        if value is not None:
            found[name] = " ".join(str(value).split())[:1000]
    return found


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, AssertionError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    """The text of a part. The encoding of its bytes takes precedence over the declared one, which is often wrong."""
    charset = part.get_content_charset()
    payload = _payload(part)
    if charset in _SEVEN_BIT and payload.isascii():
        return payload.decode(charset, "replace")
    decoded = decode(payload, content_type=f"text/plain; charset={charset}" if charset else None)
    return decoded.text if isinstance(decoded, Decoded) else ""
