"""Recognises the form of a wire by the beginning of a document."""

import re

_SKIPPED = re.compile(r"\s{1,50}|<\?[^>]{0,1000}\?>|<!--.{0,20000}?-->|\ufeff", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[>]{0,500}(?:\[.{0,20000}?\]\s{0,20})?>", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
G2_ITEMS = (
    "newsItem", "packageItem", "planningItem", "conceptItem", "knowledgeItem", "catalogItem", "contentSet", "inlineXML",
)  # fmt: skip
"""Roots of NewsML-G2 that are read by themselves."""
_LOOKED_AT = 60_000
_HTML_NAMES = (
    "html head body title meta link script style div p span a b i u em strong h1 h2 h3 h4 h5 h6 article section main"
    " nav header footer aside figure img table tr td th ul ol li dl dt dd br hr blockquote pre code form input svg"
    " center font iframe video audio time details summary button label small sup sub noscript template"
)
_HTML = frozenset(_HTML_NAMES.split())
_NINJS_KEYS = re.compile(
    r'"(versioncreated|firstcreated|contentcreated|pubstatus|body_x?html|copyrightholder|copyrightnotice|usageterms'
    r"|representationtype|description_text|description_html|headlines|bodies|slugline|urgency|embargoed|ednote|infosources?"
    r'|evolvedfrom|altids|rightsinfo|subjects?|located|charcount)"\s{0,5}:'
    r'|"(type)"\s{0,5}:\s{0,5}"(?:text|picture|audio|video|graphic|composite|planning|component|event)"',
    re.IGNORECASE,
)
_NINJS_SURE = frozenset(
    {"versioncreated", "pubstatus", "body_xhtml", "copyrightholder", "representationtype", "usageterms", "evolvedfrom",
     "headlines", "bodies", "description_text"}
)  # fmt: skip
_SCHEMA_ORG = re.compile(r'"@(?:type|context|graph)"\s{0,5}:')
KEYWORD_LINE = re.compile(
    r"(?P<priority>[a-z])[ \x11-\x14]{1,3}(?P<category>[a-z]{1,3})[ \x11-\x14]{1,4}(?P<keyword>\S[^\n]{0,39}?)"
    r"[ \x11-\x14]{1,20}(?P<first>\d{1,2})-(?P<second>\d{1,2})[ \x11-\x14]{1,4}(?P<words>\d{2,5})\s{0,3}$",
    re.MULTILINE,
)
"""ANPA: priority, category, keyword, day and words, with or without the control bytes between them."""
_SERVICE_LINE = re.compile(r"[\x00-\x20]{0,6}[A-Za-z]{0,2}\d{3,5}[^\n]{0,20}\n")
HEADER = re.compile(
    r"(?P<source>[A-Za-z]{2,5})(?P<number>\d{3,5}) +(?P<priority>[1-9]) +(?P<category>[A-Za-z]{1,4}(?:/[A-Za-z]{1,4})?)"
    r"(?: +(?P<words>\d{1,5}))?(?= |$)(?P<rest>[^\n]{0,80})"
)
"""IPTC 7901: source, number, priority, category, words, free text."""
SLUG = re.compile(r"[\w'’&.-]{1,40}(?:/[\w'’&. -]{0,40}){1,8}/?")
"""A slug line of words separated by slashes."""
_LIST_KEY = re.compile(r'"_?items"\s{0,5}:\s{0,20}\[\s{0,20}\{', re.IGNORECASE)


def xml_root_name(head: str) -> str:
    """The local name of an XML document's root, as written; "" if it is not XML.

    Skips white space, declarations, comments and the document type, as a parser does.
    """
    text, at = head[:_LOOKED_AT], 0
    while True:
        found = _SKIPPED.match(text, at) or _DOCTYPE.match(text, at)
        if found is None or found.end() == at:
            break
        at = found.end()
    root = _ROOT.match(text, at)
    return root[1] if root else ""


def is_bare_xml(head: str) -> bool:
    """Whether a text is XML without a declaration: one element, with a name that HTML does not use, closed at its
    end."""
    root = xml_root_name(head)
    if not root or root.lower() in _HTML or not head.lstrip("\ufeff \t\r\n").startswith("<"):
        return False
    return head.rstrip("\x00 \t\r\n").endswith((f"</{root}>", f":{root}>"))


def is_ninjs(head: str) -> bool:
    """Whether a JSON object has names that only ninjs uses. Records of schema.org are not ninjs."""
    text = head[:_LOOKED_AT]
    if not text.lstrip("\ufeff \t\r\n").startswith("{") or _SCHEMA_ORG.search(text):
        return False
    names = {(found[1] or found[2]).lower() for found in _NINJS_KEYS.finditer(text)}
    return len(names) >= 2 and bool(names & _NINJS_SURE)


def is_ninjs_list(head: str) -> bool:
    """Whether a JSON object wraps a list of ninjs items: "items" or "_items" comes before any field of an item."""
    text = head[:_LOOKED_AT]
    listed = _LIST_KEY.search(text) if is_ninjs(head) else None
    return listed is not None and _NINJS_KEYS.search(text, 0, listed.start()) is None


def is_iptc_7901(data: bytes) -> bool:
    """Whether a file begins like an IPTC 7901 telegram: SOH and a header, or a header and a slug line without control
    bytes."""
    head = data[:2_000].lstrip(b"\x00\r\n \t\xef\xbb\xbf\x7f\x16")
    soh = head.startswith(b"\x01")
    text = head.lstrip(b"\x01").decode("latin-1")
    header = HEADER.match(text)
    if header is None:
        return False
    if soh or b"\x02" in data[:2_000]:
        return True
    second = next((line.strip() for line in text[header.end() :].split("\n")[1:3] if line.strip()), "")
    return header["words"] is not None and (SLUG.fullmatch(second) is not None)


def is_anpa_1312(data: bytes) -> bool:
    """Whether a file begins like an ANPA 1312 telegram: with its control bytes, or with its keyword line."""
    head = data[:1_000].lstrip(b"\x00\r\n \t\xef\xbb\xbf")
    text = head.decode("latin-1").replace("\r", "")
    if head.startswith((b"\x16\x16\x01", b"\x16\x01", b"\x01")):
        # European agencies also send SYN before SOH.
        begins = head.startswith(b"\x16") and HEADER.match(text.lstrip("\x16\x01")) is None
        return KEYWORD_LINE.search(text[:400]) is not None or begins
    lines = text.split("\n", 2)
    if KEYWORD_LINE.match(lines[0].lstrip("\x16\x01")):
        return True
    return len(lines) > 1 and _SERVICE_LINE.match(text) is not None and KEYWORD_LINE.match(lines[1]) is not None
