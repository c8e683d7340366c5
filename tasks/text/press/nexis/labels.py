"""The labels of Nexis, in the languages of its pages."""

import re

from tasks.text.conventions.month_name import fold

_FIELDS = {
    "byline": "byline autor author auteur autore autoren verfasser auteurs par autora schrijver 作者 저자 著者",
    "section": (
        "section rubrik rubrique seccion sezione rubriek secao seccao ressort sektion kategorie sectie 版块"
        " セクション 섹션"
    ),
    "length": (
        "length lange longueur longitud extension lunghezza lengte comprimento extensao tamanho umfang"
        " langde 长度 字数 文字数 길이"
    ),
    "dateline": "dateline ort origine fecha-lugar datumsregel datelinie lugar localita plaats local datumszeile",
    "highlight": (
        "highlight encart hochpunkt blickpunkt destacado evidenza aanloop destaque resumen resume"
        " zusammenfassung samenvatting"
    ),
    "headline": "headline titel titre titular titolo kop titulo uberschrift title schlagzeile",
    "body": "body text texto corps korper testo tekst textkorper",
    "series": "series serie reihe",
    "type": "type typ genre",
    "edition": "edition ausgabe edicion edizione editie edicao",
    "language": "language sprache langue idioma lingua taal lengua 语言 言語 언어",
    "load": (
        "load-date update date-chargement fecha-carga data-caricamento datum-laden laad-datum laadden"
        " datum-upload 加载日期 载入日期 ロード日 로드-날짜"
        " ladedatum carga-fecha data-carga data-de-carga datum-laden datum-geladen update-datum load date"
    ),
    "publication_type": (
        "publication-type type-publication publikationstyp publikations-typ publikationsart"
        " tipo-publicacion"
        " tipo-pubblicazione publicatie-type tipo-de-publicacao soort-publicatie 出版物类型 出版物の種類"
    ),
    "journal_code": (
        "journal-code zeitungs-code zeitungscode code-journal code-publication codigo-publicacion journal"
        " code"
        " medien-code isbn issn krant-code 期刊代码"
    ),
    "subject": "subject sujet thema tema oggetto onderwerp assunto schlagworter themen tema(s) 主题 テーマ 주제",
    "index": (
        "organization organisation organizacion organizzazione organizacao company societe unternehmen"
        " firma empresa"
        " azienda bedrijf ticker symbole-boursier borsenkurzel industry secteur-activite branche industria settore"
        " person personne persona pessoa persoon geographic localisation-geo geografie geografico"
        " geographie city state country"
        " ville etat pays stadt staat land region classification-code sic naics organisme branchen"
        " personen category 公司 行业"
    ),
    "graphic": (
        "graphic graphics grafik graphique illustration grafico grafisch photo bild abbildung imagen foto fotos"
    ),
    "correction": "correction correccion berichtigung rectificatif correzione correctie correcao korrektur",
    "correction_date": "correction-date date-correction korrekturdatum fecha-correccion",
    "notes": "notes note anmerkung nota notas noot notiz anmerkungen",
    "copyright": "copyright",
    "url": "url link document-url",
    "aggregate": "aggregat cite acc-no accession-no name distribution history document-type doc-type contact website",
}
LABELS = {fold(name): label for label, names in _FIELDS.items() for name in names.split()}
TAIL = frozenset(
    [
        "language",
        "load",
        "publication_type",
        "journal_code",
        "subject",
        "index",
        "graphic",
        "correction",
        "correction_date",
        "aggregate",
        "url",
    ]
)
"""Labels that stand below the text; the others stand above it."""
_LABEL = re.compile(
    r"(?P<label>[^\W\d_][^\W\d_ ./'()-]{0,24}(?:[ -][^\W\d_(][^\W\d_ .]{0,20}){0,3}(?:\([s]\))?)"
    r"\s?[:：]\s{0,3}(?P<value>.*)"
)

BEGINS = re.compile(
    r"^[ \t\f\xa0]*(?:\d[\d.,]{0,8}[ \xa0](?:of|von|de|di|van|sur|av)[ \xa0](?P<of>\d[\d.,]{0,8})[ \xa0]"
    r"(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)"
    r"|(?:Dokument|Document|Documento|DOCUMENT|DOKUMENT|DOCUMENTO)[ \xa0]\d[\d.,]{0,8}[ \xa0](?:of|von"
    r"|de|di|van|sur|av)[ \xa0]"
    r"(?P<number>\d[\d.,]{0,8}))[ \t\xa0\r]*$",
    re.MULTILINE,
)
"""The first line of a document of the classic service."""
UNMARKED_LENGTH = re.compile(
    r"^[ \t\xa0]{0,20}(?:LENGTH|LÄNGE|LONGUEUR|LONGITUD|LUNGHEZZA|LENGTE|COMPRIMENTO)[ \xa0]?:"
    r"[ \xa0]{0,4}\d[\d.,]{0,8}[ \xa0]{1,3}(?:words?|Wörter|mots|palabras|parole|woorden|palavras)\b",
    re.MULTILINE,
)
UNMARKED_TAIL = re.compile(
    r"^[ \t\xa0]{0,20}(?:LOAD-DATE|UPDATE|DATE-CHARGEMENT|FECHA-CARGA|DATA-CARICAMENTO|LAAD-DATUM|DATA-CARGA"
    r"|PUBLICATION-TYPE|JOURNAL-CODE|LANGUAGE|SPRACHE|LANGUE)[ \xa0]?:",
    re.MULTILINE,
)
PAGE = re.compile(r"(?:Page|Seite|Página|Pagina|Side|Sida)\s\d{1,4}\s(?:of|von|de|sur|di|van|av)\s\d{1,4}")
"""The head of a printed page."""
ENDS = frozenset(
    map(
        fold,
        (
            "End of Document", "Ende des Dokuments", "Ende des Dokumentes", "Fin du document", "Fin del documento",
            "Final del documento", "Fine del documento", "Einde van document", "Einde van het document",
            "Fim do documento", "Slut på dokumentet", "文档结束",
            "文件结尾", "文書の終わり", "ドキュメントの終わり", "문서 끝",
        ),
    )
)  # fmt: skip
"""The last line of a document of Nexis Uni and Lexis+."""
BODIES = frozenset(
    map(
        fold,
        (
            "Body", "Textkörper", "Haupttext", "Text", "Corps", "Corps de texte", "Corps du texte", "Cuerpo",
            "Cuerpo del texto",
            "Corpo", "Corpo del testo", "Corpo do texto", "Hoofdtekst", "Tekst", "Texto", "正文", "本文", "본문",
        ),
    )
)  # fmt: skip
TAILS = frozenset(
    map(
        fold,
        (
            "Classification", "Klassifizierung", "Klassifikation", "Clasificación", "Classificazione", "Classificatie",
            "Classificação", "分类", "分類", "분류", "Graphic", "Grafik", "Graphique", "Gráfico", "Correction", "Notes",
        ),
    )
)  # fmt: skip
"""Headings of Nexis Uni below the text."""
RIGHTS = re.compile(
    r"\s{0,50}(?:copyright\b|版权|著作権|저작권|©|\(c\)|copr\.|all rights reserved|tous droits|alle rechte)",
    re.IGNORECASE,
)
RIGHTS_GO_ON = re.compile(
    r"all rights reserved|tous droits|alle rechte|derechos reservados|diritti riservati", re.IGNORECASE
)


def label_of(line: str) -> tuple[str, str] | None:
    """The field of the label at the start of a line, and the rest of the line. None: the line does not begin with a
    label of Nexis.

    The classic service prints labels in capitals, the new one with an initial capital: "LENGTH: 355 words", "Length:
    937 words".
    """
    match = _LABEL.match(line[:400])
    if match is None or (not match["label"][0].isupper() and match["label"][0].lower() != match["label"][0].upper()):
        return None
    printed = fold(match["label"]).strip()
    label = LABELS.get(printed) or LABELS.get(printed.replace(" ", "-")) or LABELS.get(printed.split("/")[0])
    return (label, line[match.start("value") :].strip()) if label else None
