"""The blocks of a text in NITF, XHTML, or escaped HTML, by one walk for all of them."""

import html
import re
import unicodedata
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from schemas.article import BlockKind
from tasks.text.wire.item.statement import Pieces

MAX_MARKUP = 5_000_000
"""Most characters of escaped markup that are parsed; news items are shorter."""

_CONTAINERS_NAMES = (
    "nitf html body body.content block section article div main blockquote bq dl ol ul table tbody thead"
    " tfoot newscomponent datacontent inlinexml inlinedata center fieldset form header content text"
)
_CONTAINERS = frozenset(_CONTAINERS_NAMES.split())
_PARAGRAPHS_NAMES = "p pre dt dd tr lead brodtext citat datasource"
_PARAGRAPHS = frozenset(_PARAGRAPHS_NAMES.split())
_SUBHEADS_NAMES = "h1 h2 h3 h4 h5 h6 hl1 hl2 mellanrubrik"
_SUBHEADS = frozenset(_SUBHEADS_NAMES.split())
_SKIPPED_NAMES = (
    "head style script noscript template media figure figcaption aside img object iframe embed video audio"
    " svg body.head body.end media-caption media-reference media-producer nitf-table-metadata custom-table"
    " credit caption bild footer nav button select input title"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_BOLD = frozenset({"b", "strong", "em.bold"})
_SUBHEAD_CLASS = re.compile(
    r"sub-?head|cross-?head|mellomtit|mellanrubrik|zwischentitel|mellemrubrik|intertitre|ladillo"
)
_WITHIN_WORDS_NAMES = "b em font i mark s small strong sub sup u wbr"
_WITHIN_WORDS = frozenset(_WITHIN_WORDS_NAMES.split())
_MOST_SUBHEAD_WORDS = 14
_SENTENCE_END = re.compile(r"[.!?;,:…。！？]$")
_HAS_MARKUP = re.compile(r"</[a-zA-Z]|<(?:br|p|hr)\s{0,5}/?>|<[a-z]{1,10} [a-z]{1,12}=\"", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t]{0,200}(?=\n)")
_INDENT = re.compile(r"\n(?=[ \t]{2}|\t)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
_BREAK = "\x1e"
"""Stands for a <br> while a text is assembled; no text contains it."""


def local(node: etree._Element) -> str:
    """An element's name in lower case, without its namespace; "" for comments and entities."""
    if not isinstance(node.tag, str):
        return ""
    name = node.tag.rpartition("}")[2]
    return name.rpartition(":")[2].lower()


def markup_pieces(node: etree._Element) -> Pieces:
    """The blocks under an element, in order."""
    return list(_walk(node))


def text_pieces(text: str) -> Pieces:
    """The blocks of a text in a field: escaped markup, or lines."""
    if _HAS_MARKUP.search(text[:20_000]) and len(text) <= MAX_MARKUP:
        tree = html_tree(text)
        pieces = markup_pieces(tree) if tree is not None else []
        # One paragraph with the lines of a telegram: its paragraphs are indented.
        lines = _TAG.sub("", text)
        return plain_pieces(lines) if len(pieces) == 1 and _is_indented(lines) else pieces
    return plain_pieces(text)


def plain_pieces(text: str) -> Pieces:
    """The paragraphs of a text without markup: separated by empty lines, else by indented lines, else by line ends."""
    text = html.unescape(text).replace("\r\n", "\n").replace("\r", "\n")
    parts = [part for part in _EMPTY_LINE.split(text) if part.strip()]
    if any(map(_is_indented, parts)):
        parts = [piece for part in parts for piece in (_INDENT.split(part) if _is_indented(part) else [part])]
    elif len(parts) == 1:
        parts = text.split("\n")
    return [("paragraph", line) for part in parts if (line := folded(part))]


def html_tree(text: str) -> etree._Element | None:
    """Escaped markup as a tree. None: it is empty."""
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "ignore"), parser=_html_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def folded(text: str) -> str:
    """One line: single spaces, without invisible characters, in NFC."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def shown(node: etree._Element | None) -> str:
    """All text of an element as one line, with a space between neighbouring elements."""
    return folded(" ".join(_inline(node, blocks=True)).replace(_BREAK, " ")) if node is not None else ""


def joined(node: etree._Element) -> str:
    """All text of an element as one line, without added spaces: "pre<b>fix</b>" is "prefix"."""
    return folded("".join(_inline(node, blocks=True)).replace(_BREAK, " "))


def _html_parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def _is_indented(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    indented = sum(line.startswith(("  ", "\t")) for line in lines[1:])
    return bool(indented) and indented < len(lines) - 1


def _walk(node: etree._Element) -> Iterator[tuple[BlockKind, str]]:
    loose: list[str] = [_text(node)]
    for child in node:
        name = local(child)
        if name in _SKIPPED:
            pass
        elif _is_block(child, name):
            yield from _lines(loose, "paragraph")
            loose = []
            yield from _block(child, name)
        else:
            loose += _inline(child, blocks=False)
            loose += [" "] if _is_apart(child) else []
        loose.append(child.tail or "")
    yield from _lines(loose, "paragraph")


def _is_block(node: etree._Element, name: str) -> bool:
    if name in _PARAGRAPHS or name in _SUBHEADS or name in _CONTAINERS or name == "li":
        return True
    return any(local(inner) in _PARAGRAPHS or local(inner) in _CONTAINERS for inner in node)


def _block(node: etree._Element, name: str) -> Iterator[tuple[BlockKind, str]]:
    holds_blocks = any(_is_block(inner, local(inner)) for inner in node if local(inner) not in ("", *_SKIPPED))
    kind = _kind(node, name)
    if name == "tr":
        cells = (shown(cell) for cell in node)
        yield from _lines([" ".join(cell for cell in cells if cell)], "paragraph")
    elif holds_blocks:
        inner: Iterator[tuple[BlockKind, str]] = _walk(node)
        yield from ((kind if own == "paragraph" else own, text) for own, text in inner) if kind != "subhead" else inner
    else:
        yield from _lines([_text(node), *_children(node)], kind)


def _children(node: etree._Element) -> Iterator[str]:
    for child in node:
        if local(child) not in _SKIPPED:
            yield from _inline(child, blocks=False)
            yield from (" ",) if _is_apart(child) else ()
        yield child.tail or ""


def _kind(node: etree._Element, name: str) -> BlockKind:
    if name in _SUBHEADS or _SUBHEAD_CLASS.search((node.get("class") or "").lower()):
        return "subhead"
    if name == "li":
        return "list_item"
    if name in ("blockquote", "bq", "citat"):
        return "quote_block"
    return "subhead" if name == "p" and _is_bold_line(node) else "paragraph"


def _is_bold_line(node: etree._Element) -> bool:
    """Whether a paragraph is only one short bold phrase, and so is a subhead."""
    children = [child for child in node if local(child) not in ("", "br")]
    if len(children) != 1 or local(children[0]) not in _BOLD or folded(_text(node)) or folded(children[0].tail or ""):
        return False
    text = joined(children[0])
    return 0 < len(text.split()) <= _MOST_SUBHEAD_WORDS and len(text) <= 120 and not _SENTENCE_END.search(text)


def _inline(node: etree._Element, *, blocks: bool) -> Iterator[str]:
    """The texts of an element in order. `blocks`: also those of inner blocks, set apart."""
    if node.tag is etree.Entity:
        yield html.unescape(node.text or "")
        return
    name = local(node)
    if not name or name in _SKIPPED:
        return
    if name in ("br", "hr"):
        yield _BREAK
    yield _text(node)
    for child in node:
        apart = blocks and local(child) in _PARAGRAPHS
        yield from (" ",) if apart else ()
        yield from _inline(child, blocks=blocks)
        yield from (" ",) if apart or _is_apart(child) else ()
        yield child.tail or ""


def _is_apart(node: etree._Element) -> bool:
    """Whether an element and the next one are separate words: no text stands between them, and their tags do not mark
    letters."""
    following = node.getnext()
    if node.tail or following is None:
        return False
    return not {local(node), local(following)} & {"", "br", *_WITHIN_WORDS}


def _text(node: etree._Element) -> str:
    return node.text or "" if isinstance(node.tag, str) else ""


def _lines(parts: list[str], kind: BlockKind) -> Iterator[tuple[BlockKind, str]]:
    """Text as blocks: a <br> begins another line, the white space of pretty printing does not."""
    for line in "".join(parts).split(_BREAK):
        if shown_line := folded(line):
            yield kind, shown_line
