"""The forms of office documents and books. Each is one document."""

from schemas.rejection import RejectionReason
from tasks.text.form import Form
from tasks.text.office import office_form

_OFFICE = "tasks.text.office"
_PLAIN = "tasks.text.plain.plain_article:plain_article"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

OFFICE: tuple[Form, ...] = (
    Form(
        "docx", _DOCX, lambda head: office_form.is_docx(head.zip_names),
        lift=f"{_OFFICE}.docx_document:docx_document", reader=_PLAIN,
    ),
    Form(
        "odt", "application/vnd.oasis.opendocument.text", lambda head: office_form.is_odt(head.data),
        lift=f"{_OFFICE}.odt_document:odt_document", reader=_PLAIN,
    ),
    Form(
        "epub", "application/epub+zip", lambda head: office_form.is_epub(head.data),
        lift=f"{_OFFICE}.epub_book:epub_book", reader=_PLAIN,
    ),
    Form(
        "rtf", "application/rtf", lambda head: office_form.is_rtf(head.data),
        lift=f"{_OFFICE}.rtf_document:rtf_document", reader=_PLAIN,
    ),
    Form(
        "office_other", "application/zip", lambda head: office_form.is_other_office(head.data, head.zip_names),
        refusal=RejectionReason.UNSUPPORTED_TYPE, what="a table, drawing or presentation of an office program",
    ),
    Form(
        "office_encrypted", "application/x-ole-storage", lambda head: office_form.is_encrypted_package(head.data),
        refusal=RejectionReason.ENCRYPTED, what="a document of Office with a password",
    ),
)  # fmt: skip
"""Tried after the exports of press databases, which may also be DOCX and RTF, and before archives of arbitrary
files."""
