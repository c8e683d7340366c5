"""Adds the headers of a mail to the article in its HTML part."""

from collections.abc import Mapping
from datetime import datetime

from schemas.article import Article
from schemas.evidence import Evidence
from tasks.text.mail.sent import sent


def came_by_mail(headers: Mapping[str, str]) -> bool:
    """Whether headers are those of a mail: web servers send none of these."""
    return "message-id" in headers or ("subject" in headers and "from" in headers)


def with_mail(article: Article, headers: Mapping[str, str], *, received_at: datetime) -> Article:
    """The article with its mail's subject as headline and the date of sending as date of publication. The sender is the
    author or the outlet, if the page names none.

    Dates on the page of a mail are those of the things that it reports.
    """
    said = sent(headers, received_at=received_at)
    filled: dict[str, object] = {}
    if said.subject:
        filled["headline"] = said.subject
    if said.moment:
        filled["published"] = said.moment
    if said.byline and article.byline is None:
        filled["byline"] = said.byline
    if said.sender and article.publication is None:
        filled["publication"] = said.sender
    if said.message_id and article.publisher_id is None:
        filled["publisher_id"] = said.message_id
    offers = (
        ("headline", said.subject, "Subject"),
        ("published", said.moment.printed if said.moment else None, "Date"),
        ("byline", said.byline.text if said.byline else None, "From"),
        ("publication", said.sender, "From"),
        ("publisher_id", said.message_id, "Message-ID"),
    )
    kept = tuple(
        one.model_copy(update={"chosen": False})
        if one.field in ("headline", "published") and one.field in filled
        else one
        for one in article.evidence
    )
    new = tuple(
        Evidence(field=field, value=value[:200], method="mail", locator=where, chosen=field in filled)
        for field, value, where in offers
        if value
    )
    return article.model_copy(update={**filled, "evidence": (*kept, *new)})
