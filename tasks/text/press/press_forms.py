"""The forms of press databases' exports."""

from collections.abc import Callable

from tasks.text.form import Form, never, splitter_named
from tasks.text.press import recognising as press

_NEXIS = "tasks.text.press.nexis.nexis"
_FACTIVA = "tasks.text.press.factiva.factiva"
_EUROPRESSE = "tasks.text.press.europresse.europresse"
_PROQUEST = "tasks.text.press.proquest.proquest"
_RTF = "application/rtf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _of_text(name: str, media: str, recognised: Callable[[str], bool], split: str) -> Form:
    return Form(name, media, lambda head: recognised(head.text), split=splitter_named(split))


def _of_bytes(name: str, media: str, recognised: Callable[[bytes], bool], split: str) -> Form:
    return Form(name, media, lambda head: recognised(head.data), split=splitter_named(split))


PRESS: tuple[Form, ...] = (
    _of_bytes("nexis_docx", _DOCX, press.nexis_docx, f"{_NEXIS}_split:split_docx"),
    _of_bytes("factiva_docx", _DOCX, press.factiva_docx, f"{_FACTIVA}_split:split_docx"),
    _of_bytes("proquest_docx", _DOCX, press.proquest_docx, f"{_PROQUEST}_split:split_docx"),
    _of_bytes("nexis_rtf", _RTF, press.nexis_rtf, f"{_NEXIS}_split:split_rtf"),
    _of_bytes("factiva_rtf", _RTF, press.factiva_rtf, f"{_FACTIVA}_split:split_rtf"),
    _of_bytes("proquest_rtf", _RTF, press.proquest_rtf, f"{_PROQUEST}_split:split_rtf"),
    _of_text("proquest_mail", "message/rfc822", press.proquest_mail, f"{_PROQUEST}_split:split_mail"),
    _of_text("nexis_html", "text/html", press.nexis_html, f"{_NEXIS}_split:split_html"),
    _of_text("factiva_xml", "application/xml", press.factiva_xml, f"{_FACTIVA}_split:split_xml"),
    _of_text("factiva_html", "text/html", press.factiva_html, f"{_FACTIVA}_split:split_html"),
    _of_text("europresse", "text/html", press.europresse, f"{_EUROPRESSE}_split:split"),
    _of_text("proquest_html", "text/html", press.proquest_html, f"{_PROQUEST}_split:split_html"),
    _of_text("nexis_text", "text/plain", press.nexis_text, f"{_NEXIS}_split:split_text"),
    _of_text("factiva_text", "text/plain", press.factiva_text, f"{_FACTIVA}_split:split_text"),
    _of_text("proquest_text", "text/plain", press.proquest_text, f"{_PROQUEST}_split:split_text"),
    Form("nexis_document", "text/plain", never, reader=f"{_NEXIS}_document:nexis_document"),
    Form("factiva_document", "application/json", never, reader=f"{_FACTIVA}_document:factiva_document"),
    Form("proquest_document", "text/plain", never, reader=f"{_PROQUEST}_document:proquest_document"),
    Form("europresse_document", "text/html", never, reader=f"{_EUROPRESSE}_document:europresse_document"),
)
"""Exports of press databases, and the documents in them."""
