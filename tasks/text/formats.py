"""The table of all forms of news, in the order in which they are tried.

A form is one entry here and one file or folder of its own. It is recognised by content, never by a file's name, and the
first match wins. Forms with marks in their first bytes therefore come before forms that are recognised by words.
"""

from collections.abc import Callable

from schemas.rejection import RejectionReason
from tasks.text.containers.container_forms import ARCHIVES, ENVELOPES, FEEDS, ITEMS, LISTS, TABLES, UNKNOWN_TABLES, ZIP
from tasks.text.decode import media_type
from tasks.text.form import Form, Head
from tasks.text.mail.mail_forms import MAILS
from tasks.text.not_news.not_news_forms import MARKED, UNMARKED
from tasks.text.office.office_forms import OFFICE
from tasks.text.pdf.pdf_forms import PDF
from tasks.text.press.press_forms import PRESS
from tasks.text.records.record_forms import RECORDS
from tasks.text.wire.wire_forms import WIRES


def _text_kind(kind: str) -> Callable[[Head], bool]:
    return lambda head: media_type.text_type(head.text) == kind


def _begins_so(kind: str) -> Callable[[Head], bool]:
    return lambda head: media_type.binary_type(head.data) == kind


_JSON = "tasks.text.records.json_article:json_article"

FORMS: tuple[Form, ...] = (
    *ARCHIVES,
    PDF,
    *PRESS,
    *FEEDS,
    *MAILS,
    *OFFICE,
    ZIP,
    *MARKED,
    *(Form(kind, kind, _begins_so(kind), refusal=RejectionReason.UNSUPPORTED_TYPE) for kind in media_type.BINARY_TYPES),
    *LISTS,
    *RECORDS,
    *WIRES,
    *ENVELOPES,
    Form("xml", "application/xml", _text_kind("application/xml"), reader="tasks.text.wire.xml_article:xml_article"),
    *UNMARKED,
    *TABLES,
    Form("html", "text/html", _text_kind("text/html"), reader="tasks.text.html.html_article:html_article", learns=True),
    Form("json", "application/json", _text_kind("application/json"), reader=_JSON),
    *UNKNOWN_TABLES,
    Form("plain", "text/plain", lambda _: True, reader="tasks.text.plain.plain_article:plain_article"),
    *ITEMS,
)

BY_NAME = {form.name: form for form in FORMS}


def form_of(data: bytes) -> Form:
    """The form of a document that begins with `data`."""
    head = Head(data)
    return next(form for form in FORMS if form.recognised(head))
