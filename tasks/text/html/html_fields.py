"""All fields of an HTML page."""

from dataclasses import dataclass

from schemas.article import Byline, Moment
from schemas.evidence import Evidence
from tasks.text.html.fields.canonical_url import canonical_url
from tasks.text.html.fields.date_in_print import dates_in_print
from tasks.text.html.fields.dek import dek
from tasks.text.html.fields.headline import headline
from tasks.text.html.fields.html_byline import html_byline
from tasks.text.html.fields.keywords import keywords
from tasks.text.html.fields.language import language, locale
from tasks.text.html.fields.modified import modified
from tasks.text.html.fields.publication import publication
from tasks.text.html.fields.published import published
from tasks.text.html.fields.publisher_id import publisher_id
from tasks.text.html.fields.section import section
from tasks.text.html.fields.stated_dates import stated_dates
from tasks.text.html.fields.story_header import story_header
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import page_parts

_SHORT = 40


@dataclass(frozen=True, slots=True)
class HtmlFields:
    """The fields of a page besides its main text. The names are those of `Article`."""

    headline: str | None
    dek: str | None
    byline: Byline | None
    section: str | None
    publication: str | None
    language: str | None
    published: Moment | None
    modified: Moment | None
    canonical_url: str | None
    publisher_id: str | None
    keywords: tuple[str, ...]
    beside_headline: tuple[str, ...]
    """Short lines beside the headline: an agency's initials among them are a byline if the text credits that agency."""
    evidence: tuple[Evidence, ...]


def html_fields(page: Page) -> HtmlFields:
    """The fields of one page, with all their candidates."""
    outlet = publication(page)
    outlets = tuple(evidence.value for evidence in outlet.evidence)
    parts = page_parts(page)
    title = headline(page, parts, outlets=outlets)
    header = story_header(parts, title.value)
    region = locale(page)
    under = dek(page, header=header, headline=title.value)
    part = section(page, parts, header=header, outlets=outlets, headline=title.value)
    author = html_byline(page, parts, header=header, outlets=outlets, section=part.value)
    tongue = language(page)
    printed = dates_in_print(page, parts, header=header, language=region)
    updates = tuple(stated_dates(page, parts, "modified", header=header, printed=printed, language=region))
    last = modified(updates)
    dates = tuple(stated_dates(page, parts, "published", header=header, printed=printed, language=region))
    first = published(dates, updates=updates)
    address = canonical_url(page)
    number = publisher_id(page)
    words = keywords(page)
    findings = (title, under, author, part, outlet, tongue, first, last, address, number, words)
    return HtmlFields(
        headline=title.value,
        dek=under.value,
        byline=author.value,
        section=part.value,
        publication=outlet.value,
        language=tongue.value,
        published=first.value,
        modified=last.value,
        canonical_url=address.value,
        publisher_id=number.value,
        keywords=words.value or (),
        beside_headline=tuple(text for element in header.elements if 0 < len(text := header.texts[element]) <= _SHORT),
        evidence=tuple(evidence for finding in findings for evidence in finding.evidence),
    )
