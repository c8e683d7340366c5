"""Recognises exports of press databases by their own marks, never by a file's name."""

import re
from html import unescape

from tasks.text.decode.zip_head import zip_members
from tasks.text.press.nexis import nexis_split
from tasks.text.press.nexis.labels import BEGINS

_FACTIVA_TITLE = re.compile(r"<title>\s*(?:Dow Jones\s+)?Factiva(?:\.com)?\s*</title>", re.IGNORECASE)
_FACTIVA_PARAGRAPH = re.compile(r"class=[\"']?articleParagraph [a-z]{2}articleParagraph")
_FACTIVA_END = re.compile(
    r"(?:Document|Dokument|Documento|Dokumentum|Документ|文件|文档|檔案|文書|ドキュメント|문서|Belge|\bAN\b)"
    r"[\s|\\]{1,8}(?:cell\s)?[A-Z][A-Z0-9]{2,11}(?:19|20)\d{6}[a-z0-9]{6,12}"
)
_MAIL_HEADER = re.compile(r"(?:From \S|[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])")
_QUOTED_BREAK = re.compile(r"=\r?\n|(?<==)3D")
_PROQUEST_ANCHOR = re.compile(r"name=\s?[\"']?DocID_")
_PROQUEST_ID = re.compile(
    r"ProQuest(?: |-)?(?:document ID|Dokument-ID|document-ID|文档|ドキュメント)|(?:document|documentos"
    r"|documento)(?: de)? ProQuest",
    re.IGNORECASE,
)
_PROQUEST_TEXT = re.compile(
    r"(?:Full text|Volltext|Texte intégral|Texto completo|Testo completo|Volledige tekst|全文|フルテキスト"
    r"|Abstract|Publication (?:info|title|date)|Last updated)\s?[:：]",
    re.IGNORECASE,
)
_EUROPRESSE = re.compile(r"class=[\"']?\s?(?:[\w-]+ )?DocPublicationName", re.IGNORECASE)
_EUROPRESSE_TITLE = re.compile(r"titreArticleVisu|DocHeader", re.IGNORECASE)

_MARKUP = re.compile(r"<(?:html|body|div|p|span)\b", re.IGNORECASE)
_SIGNS = ("DOCUMENT", "DOKUMENT", "Dokument ", "Document ", "Documento ")
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_PARAGRAPH = re.compile(r"</w:p>|<w:br ?/>")
_RTF_BEGINS = re.compile(r"\b\d{1,6} (?:of|von|de|di|van) \d{1,6} (?:DOCUMENT|DOKUMENT)")
_CLASSIC = re.compile(
    r"\b(?:LENGTH|LÄNGE|LONGUEUR|LONGITUD|LUNGHEZZA|LENGTE|COMPRIMENTO|LOAD-DATE|UPDATE"
    r"|DATE-CHARGEMENT|LANGUAGE|SPRACHE|LANGUE"
    r"|IDIOMA|TAAL)\s?:"
)
_UNI_END = re.compile(
    r"End of Document|Ende des Dokument|Fin du document|Fin(?:al)? del documento|Fine del documento"
    r"|Einde van (?:het )?document"
    r"|Fim do documento|文档结束|文書の終わり|문서 끝"
)
_UNI_END_LINE = re.compile(rf"^[ \t\xa0]{{0,80}}(?:{_UNI_END.pattern})s?[ \t\xa0\r]{{0,80}}$", re.MULTILINE)
_UNI_LABEL_LINE = re.compile(
    r"^[ \t\xa0]{0,80}(?:Length|Länge|Longueur|Longitud|Lunghezza|Lengte|Load-Date|长度|字数|길이)\s?[:：]",
    re.MULTILINE,
)
_UNI_MARK = re.compile(
    r"(?:Length|L(?:ä|\\\\'e4)nge|Longueur|Longitud|Lunghezza|Lengte|Load-Date|Classification|Byline"
    r"|Section|长度|字数|分类|版块|正文|文字数|本文|分類|길이|본문|분류)(?=[:：]|\\\\|\s|<)"
)


def _is_markup(text: str) -> bool:
    return _MARKUP.search(text[:5000]) is not None


def _numbered(text: str) -> bool:
    """Whether the text contains a document mark of the classic service. The fast search for its words comes first."""
    return any(sign in text for sign in _SIGNS) and BEGINS.search(text) is not None


def nexis_text(text: str) -> bool:
    """Whether a text is an export of Nexis as plain text."""
    if _is_markup(text):
        return False
    uni = _UNI_END_LINE.search(text) is not None and _UNI_LABEL_LINE.search(text) is not None
    return uni or (_numbered(text) and _CLASSIC.search(text) is not None) or nexis_split.is_unmarked(text)


def nexis_html(text: str) -> bool:
    """Whether a page is an export of Nexis: it contains a document mark alone in an element, or comments of its
    service."""
    if not _is_markup(text):
        return False
    if "LXNComment" in text or "DOC_ID_0_0" in text:
        return "DOCUMENT" in text or "DOKUMENT" in text
    if not any(sign in text for sign in _SIGNS):
        return False
    bare = unescape(_TAGS.sub("\n", text[:100_000]))
    return BEGINS.search(bare) is not None and _CLASSIC.search(bare) is not None


def nexis_docx(data: bytes) -> bool:
    """Whether a file is an export of Nexis as DOCX."""
    text = docx_text(data)
    return bool(text) and _nexis_marks(_TAGS.sub("", _PARAGRAPH.sub("\n", text)))


def nexis_rtf(data: bytes) -> bool:
    """Whether a file is an export of Nexis as RTF."""
    if not data.startswith(b"{\\rtf"):
        return False
    text = data.decode("latin-1")
    return (_UNI_END.search(text) is not None and len(set(_UNI_MARK.findall(text))) >= 2) or (
        _RTF_BEGINS.search(text) is not None and _CLASSIC.search(text) is not None
    )


def _nexis_marks(text: str) -> bool:
    uni = _UNI_END.search(text) is not None and _UNI_MARK.search(text) is not None
    return uni or (_numbered(text) and _CLASSIC.search(text) is not None)


def docx_text(data: bytes) -> str:
    """The XML of a DOCX file's text, as far as it is in the file's beginning. Empty: not a DOCX file."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    return next(
        (text.decode("utf-8", "replace") for name, text in zip_members(data) if name == "word/document.xml"), ""
    )


def factiva_html(text: str) -> bool:
    """Whether a page is an export of Factiva. Its styles may fill the beginning, so the title is enough."""
    titled = "activa" in text[:20_000] and _FACTIVA_TITLE.search(text[:20_000]) is not None
    return titled or ("articleParagraph" in text and _FACTIVA_PARAGRAPH.search(text) is not None)


def factiva_xml(text: str) -> bool:
    """Whether a document is a response of Factiva's service."""
    return "ppsArticleResponse" in text[:4000]


def factiva_text(text: str) -> bool:
    """Whether a text is an export of Factiva: accession numbers stand below its documents."""
    return not _is_markup(text) and _FACTIVA_END.search(text) is not None


def factiva_rtf(data: bytes) -> bool:
    """Whether a file is an export of Factiva as RTF."""
    return data.startswith(b"{\\rtf") and _FACTIVA_END.search(data.decode("latin-1")) is not None


def factiva_docx(data: bytes) -> bool:
    """Whether a file is an export of Factiva as DOCX."""
    text = docx_text(data)
    return bool(text) and _FACTIVA_END.search(_TAGS.sub("", _PARAGRAPH.sub("\n", text))) is not None


def europresse(text: str) -> bool:
    """Whether a page is an export of Europresse or Eureka."""
    named = "DocPublicationName" in text and _EUROPRESSE.search(text) is not None
    return named and _EUROPRESSE_TITLE.search(text) is not None


def proquest_mail(text: str) -> bool:
    """Whether a text is a mail with records of ProQuest: a mail's headers, and ProQuest's own anchor or labels, maybe
    encoded."""
    if not _MAIL_HEADER.match(text[:300]):
        return False
    bare = _QUOTED_BREAK.sub("", text) if "roQuest" in text or "DocID_" in text else ""
    return (
        _PROQUEST_ANCHOR.search(bare) is not None
        or _proquest_labels(bare)
        or ("noreply@proquest.com" in text[:4000].lower() and "Your ProQuest Research" in text[:4000])
    )


def proquest_html(text: str) -> bool:
    """Whether a page contains records of ProQuest."""
    if "ProQuest" not in text or not _is_markup(text):
        return False
    return _PROQUEST_ANCHOR.search(text) is not None or _proquest_labels(text)


def proquest_text(text: str) -> bool:
    """Whether a text contains records of ProQuest."""
    return "ProQuest" in text and not _is_markup(text) and _proquest_labels(text)


def proquest_rtf(data: bytes) -> bool:
    """Whether a file contains records of ProQuest as RTF."""
    return data.startswith(b"{\\rtf") and _proquest_labels(data.decode("latin-1"))


def proquest_docx(data: bytes) -> bool:
    """Whether a file contains records of ProQuest as DOCX."""
    return _proquest_labels(_TAGS.sub("", _PARAGRAPH.sub("\n", docx_text(data))))


def _proquest_labels(text: str) -> bool:
    return "ProQuest" in text and _PROQUEST_ID.search(text) is not None and _PROQUEST_TEXT.search(text) is not None
