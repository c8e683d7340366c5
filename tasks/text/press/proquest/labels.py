"""The labels of ProQuest, in the languages of its pages."""

import re

from tasks.text.conventions.month_name import fold

_FIELDS = {
    "author": (
        "author/authors/autor/autoren/auteur/auteurs/autores/autore/verfasser/作者/著者/저자/correspondence author"
    ),
    "info": (
        "publication info/publication information/veröffentlichungsinfo/publikationsinfo"
        "/publikationsinformationen/informations sur la publication/infos sur la publication"
        "/información de publicación/informações da publicação/informazioni sulla pubblicazione/出版物信息"
        "/出版信息/出版情報"
    ),
    "link": (
        "proquest document link/proquest-dokumentlink/lien de document proquest"
        "/enlace de documentos de proquest/link de documento proquest/links/enlaces/liens/collegamenti"
        "/verknüpfungen/链接/http"
    ),
    "abstract": "abstract/zusammenfassung/résumé/resumen/resumo/riassunto/摘要/抄録/초록/abstract (summary)/abstrakt",
    "text": (
        "full text/volltext/texte intégral/texto completo/testo completo/volledige tekst/全文/全文文献"
        "/フルテキスト/전체 텍스트"
    ),
    "subject": "subject/thema/themen/sujet/materia/assunto/argomento/onderwerp/主题/件名/주제/schlagwort",
    "title": "title/titel/titre/título/titolo/标题/タイトル/제목",
    "publication": (
        "publication title/source title/titel der publikation/publikationstitel/titre de la publication"
        "/título de publicación/título da publicação/titolo pubblicazione/titel van publicatie/出版物名称"
        "/出版物タイトル/발행물 제목"
    ),
    "pages": "pages/page/first page/seiten/seite/páginas/pagine/pagina's/页/页码/ページ",
    "year": (
        "publication year/year/erscheinungsjahr/jahr/année de publication/année/año de publicación/año"
        "/ano de publicação/anno di pubblicazione/jaar van uitgave/出版年份/年份/出版年"
    ),
    "date": (
        "publication date/erscheinungsdatum/date de publication/date de la publication/fecha de publicación"
        "/data de publicação/data di pubblicazione/publicatiedatum/出版日期/出版日/발행 날짜"
        "/veröffentlichungsdatum"
    ),
    "section": "section/rubrik/abschnitt/sección/seção/sezione/sectie/部分/セクション",
    "column": "column/kolumne/spalte/chronique/columna/coluna/colonna",
    "edition": "edition/ausgabe/édition/edición/edição/edizione/editie",
    "publisher": "publisher/verlag/herausgeber/éditeur/editorial/editor/editora/editore/uitgever/出版商/出版社/발행인",
    "language": (
        "language of publication/language/sprache der publikation/sprache/publikationssprache"
        "/langue de la publication/langue de publication/langue/idioma de la publicación"
        "/idioma de publicación/idioma da publicação/idioma/lingua di pubblicazione/taal van publicatie"
        "/出版物语言/语言/出版物の言語"
    ),
    "genre": (
        "document type/dokumenttyp/type de document/tipo de documento/tipo di documento/documenttype/文档类型"
        "/ドキュメントのタイプ"
    ),
    "id": (
        "proquest document id/proquest-dokument-id/proquest dokument-id/id du document proquest"
        "/id. du document proquest/identificador de documentos proquest/id do documento proquest"
        "/id del documento de proquest/id de documento de proquest"
        "/id documento proquest/proquest document-id/proquest 文档 id/proquest文档id/proquest ドキュメント id"
        "/accession number/id de documento de proquest"
    ),
    "url": (
        "document url/dokument-url/url du document/url del documento/url do documento/documentlink/文档 url"
        "/文档url/document link"
    ),
    "copyright": "copyright/urheberrecht/droits d'auteur/derechos de autor/direitos autorais/版权/著作権",
    "updated": (
        "last updated/zuletzt aktualisiert/dernière mise à jour/última actualización/última atualização"
        "/letzte aktualisierung/ultimo aggiornamento/laatst bijgewerkt/上次更新时间/最終更新日"
    ),
    "words": "word count",
    "credit": "credit/crédit/crédito",
    "note": "correction/berichtigung/corrección",
    "other": (
        "business indexing term/location/ort/lieu/lugar/local/luogo/地点/company / organization/company"
        "/unternehmen/unternehmen/organisation/société/organisation/compañía/organización/people/person"
        "/personen/personnes/personas/pessoas/persone/人物/place of publication/veröffentlichungsort"
        "/erscheinungsort/lieu de publication/lugar de publicación/local de publicação/country of publication"
        "/land der publikation/pays de publication/país de publicación/país de publicação/issn/eissn/isbn"
        "/coden/source type/quellentyp/type de source/tipo de fuente/tipo de fonte/来源类型"
        "/publication subject/thema der publikation/sujet de la publication/materia de publicación"
        "/assunto da publicação/volume/band/issue/heft/numéro/database/datenbank/base de données"
        "/base de datos/base de dados/数据库/dateline/supplement/identifier/identifiers / keywords/keywords"
        "/stichwörter/classification/number of pages/dissertation/publication note/document feature"
        "/illustrations/ceased publication/publication frequency/contact/caption/copyright year"
        "/accession/product name/startseite/premiere page/duns/naics/document features/ticker/other"
    ),
}
LABELS = {fold(name): label for label, names in _FIELDS.items() for name in names.split("/")}
LABELS |= {fold("Company / organization"): "other", fold("Unternehmen/Organisation"): "other"}
_ANY_LABEL = re.compile(r"[A-ZÀ-Þ][^\W\d_]{2,20}(?:[ /-][^\W\d_]{1,20}){0,4}\s?: ?\S")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：\n]{1,45}?)\s{0,2}[:：]\s{0,4}(?P<value>.*)")


def label_of(line: str) -> tuple[str, str] | None:
    """The field of the label at the start of a line, and the rest of the line. None: the line does not begin with a
    label of ProQuest."""
    match = _LABEL.match(line[:4000])
    label = LABELS.get(fold(match["label"])) if match else None
    return (label, line[match.start("value") :].strip()) if match and label else None


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label, known or not: the database adds new ones."""
    return label_of(line) is not None or _ANY_LABEL.match(line[:200]) is not None
