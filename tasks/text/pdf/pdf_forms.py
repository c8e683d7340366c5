"""The form PDF."""

from tasks.text.form import Form

PDF = Form(
    "pdf",
    "application/pdf",
    # Some programs write a line or two before the mark; PDF viewers search the first kilobyte (ISO 32000-1, annex H).
    lambda head: b"%PDF-" in head.data[:1024] and head.data.lstrip()[:1] != b"<",
    lift="tasks.text.pdf.pdf_text:pdf_text",
    reader="tasks.text.plain.plain_article:plain_article",
)
"""One document. The text of its pages is read like plain text."""
