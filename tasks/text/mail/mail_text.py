"""A mail in plain text as an article: headline from the subject, author from the sender, date of publication from the
date of sending."""

import re
from collections.abc import Sequence
from datetime import datetime

from schemas.article import Article, BlockKind, lay_blocks
from schemas.evidence import Evidence, Method
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.byline import marked_byline
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.text_language import language_of
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.mail.sent import sent

_HEADER = re.compile(r"([A-Za-z][A-Za-z-]{1,40}): ?(.*)")
_FORWARDED = re.compile(
    r"\s{0,50}-{2,}\s?(?:Forwarded message|Original[- ]Message|Weitergeleitete Nachricht|Ursprüngliche Nachricht"
    r"|Message transféré|Message d'origine|Mensaje reenviado|Mensaje original|Messaggio inoltrato"
    r"|Doorgestuurd bericht"
    r"|Mensagem encaminhada)\b.*|\s{0,50}Begin forwarded message:\s{0,50}|"
    r"\s{0,50}Anfang der weitergeleiteten Nachricht:\s{0,50}"
    r"|\s{0,50}Début du message réexpédié\s?:\s{0,50}",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Em)\s.{5,200}\b(?:wrote|schrieb(?: .{1,80})?|a écrit|escribió|ha scritto"
    r"|schreef|escreveu)\s?:\s{0,50}"
    r"|_{20,}|-{2,}\s?Original Message.*",
    re.IGNORECASE,
)
_INNER = {
    **dict.fromkeys(("from", "von", "de", "da", "van"), "from"),
    **dict.fromkeys(("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto"), "subject"),
    **dict.fromkeys(("date", "sent", "datum", "gesendet", "fecha", "data"), "date"),
    **dict.fromkeys(("to", "an", "à", "para", "cc", "reply-to"), "to"),
}
_SHORT_NOTE = 40
"""Most words above a forwarded mail for the forwarded mail to be the document."""
_LINE = 55
_MOST_LINES = 5000


def mail_text(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The mail as an article. `text`: headers, a blank line, the text."""
    headers, body = _parts(text)
    lines = [line.rstrip() for line in body.split("\n")[:_MOST_LINES]]
    headers, lines = _passed_on(headers, lines)
    paragraphs = _paragraphs(_own_lines(lines))
    if not paragraphs:
        return Rejected(
            reason=RejectionReason.NO_TEXT, detail=f"a mail without text: {headers.get('subject', '')[:100]}"
        )
    said = sent(headers, received_at=received_at)
    signed = marked_byline(paragraphs[0]) if len(paragraphs) > 1 and len(paragraphs[0]) < 90 else None
    if signed and signed.authors:
        paragraphs = paragraphs[1:]
    else:
        signed = None
    opening = paragraphs[0]
    dateline, rest = split_dateline(opening)
    pieces: list[tuple[BlockKind, str]] = [("paragraph", line) for line in [rest or opening, *paragraphs[1:]]]
    blocks, whole = lay_blocks(pieces)
    byline = signed or said.byline
    evidence = [
        _said(field, value, method, locator)
        for field, value, method, locator in (
            ("headline", said.subject, "mail", "Subject"),
            ("published", said.moment and said.moment.printed, "mail", "Date"),
            ("byline", byline and byline.text, "text" if signed else "mail", "paragraph 1" if signed else "From"),
            ("publisher_id", said.message_id, "mail", "Message-ID"),
            ("dateline", dateline and dateline.text, "text", "paragraph 1"),
            ("publication", said.sender, "mail", "From"),
        )
        if value
    ]
    return Article(
        headline=said.subject,
        byline=byline,
        dateline=dateline,
        publication=said.sender,
        published=said.moment,
        language=language_of(whole),
        publisher_id=said.message_id,
        wire_credit=wire_credit(opening),
        url=url,
        blocks=blocks,
        body=whole,
        evidence=tuple(evidence),
    )


def _said(field: str, value: str, method: str, locator: str) -> Evidence:
    how: Method = "mail" if method == "mail" else "text"
    return Evidence(field=field, value=value[:200], method=how, locator=locator, chosen=True)


def _parts(text: str) -> tuple[dict[str, str], str]:
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    matches = [match for line in head.split("\n") if (match := _HEADER.match(line))]
    return {match[1].lower(): match[2] for match in matches}, body


def _passed_on(headers: dict[str, str], lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The forwarded mail, if there is hardly any text above it; else the mail itself."""
    at = next((at for at, line in enumerate(lines) if _FORWARDED.fullmatch(line)), None)
    if at is None or sum(len(line.split()) for line in lines[:at]) > _SHORT_NOTE:
        return headers, lines
    inner: dict[str, str] = {}
    for number, line in enumerate(lines[at + 1 :], start=at + 1):
        match = re.match(r"\s{0,50}\*?([^\W\d_-]+(?:-[^\W\d_]+)?)\*?\s?:\*?\s{0,50}(.*)", line)
        name = _INNER.get(match[1].lower()) if match else None
        if match and name:
            inner.setdefault(name, match[2].strip())
        elif inner and not line.strip():
            # The forwarding mail's sender and id do not belong to the forwarded mail.
            kept = {key: value for key, value in headers.items() if key not in ("message-id", "from", "subject")}
            return {**kept, **inner, "date": inner.get("date", "")}, lines[number + 1 :]
        elif line.strip() and not inner:
            break
    return headers, lines


def _own_lines(lines: Sequence[str]) -> list[str]:
    """The lines without quoted text and signature; all lines if nothing else is there."""
    own: list[str] = []
    for line in lines:
        if line in ("--", "-- ") or (own and (_REPLY.fullmatch(line.strip()) or _FORWARDED.fullmatch(line))):
            break
        if not line.startswith(">"):
            own.append(line)
    return own if any(line.strip() for line in own) else [line.lstrip("> ") for line in lines]


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Paragraphs: a line continues in the next one if it is as long as a wrapped line."""
    found: list[str] = []
    goes_on = False
    for line in lines:
        clean = " ".join(line.split())
        if clean and goes_on:
            found[-1] += " " + clean
        elif clean:
            found.append(clean)
        goes_on = len(clean) >= _LINE
    return found
