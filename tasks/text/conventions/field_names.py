"""Names of table columns and record keys, by the field that they hold, in the languages of those who make such files.

Names are compared by their letters and digits, without case and accents: "Date de publication", "date_publication" and
"DatePublication" are equal. Dates of fetching, inserting and saving are not dates of publication and are not listed.
`domain` stands for the outlet only if no outlet is named.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SIGNS = re.compile(r"[\W_]+")

_NAMES: dict[str, str] = {
    "headline": """
        headline title titel titre titulo título titolo kop headline_text head article_title 見出し 题目 新闻标题
        news_title titel_artikel schlagzeile überschrift ueberschrift titular encabezado manchete
        intestazione otsikko rubrik rubrik_titel tittel overskrift nagłówek tytul tytuł заголовок
        название 标题 題名 タイトル 제목 العنوان başlık cím headlines doc_title story_title post_title
        document_title
        عنوان_المقال titlu naslov titolo_articolo titre_article titel_des_artikels
    """,
    "dek": """
        dek subtitle sub_title subheadline sub_headline standfirst lead lede teaser untertitel
        unterzeile vorspann anleser chapo chapeau accroche sous_titre entradilla bajada subtítulo
        subtitulo sottotitolo occhiello sommario onderkop ondertitel intro ingress description
        meta_description beschreibung descripción descripcion descrição descricao descrizione
        summary abstract excerpt snippet opening_text hit_sentence zusammenfassung résumé resumen
        resumo riassunto samenvatting kurzbeschreibung highlights краткое_содержание анонс 摘要 要約
        podtytuł alaotsikko undertittel underrubrik 副标题 부제목
    """,
    "body": """
        content_html body_html text body content article_text full_text fulltext article_body content_text maintext
        main_text plaintext plain_text body_text articlebody raw_text clean_text cleaned_text
        news_text story story_text document_text article_content article post_content volltext
        inhalt artikeltext fließtext fliesstext texte texte_intégral contenu corps corps_du_texte
        texto texto_completo cuerpo contenido conteúdo conteudo corpo testo testo_completo contenuto
        tekst inhoud volledige_tekst artikel article document brödtext brodtext innehåll brødtekst treść tresc текст
        содержание 正文 内容 本文 본문 내용 النص metin içerik szöveg markdown content_markdown html raw_html page_html
        teksti leipäteksti leipateksti тело_статьи текст_статьи текст_новости 文章内容 新闻内容 記事本文
        본문내용 نص_المقال haber_metni içerik_metni vsebina
    """,
    "byline": "byline by_line autorenzeile signature_de_l_article firma_del_articulo",
    "authors": """
        author authors author_name author_names writer writers journalist journalists reporter
        creator autor autorin autoren autor_innen verfasser auteur auteurs journaliste autores
        autora autore autori giornalista periodista redactor jornalista schrijver journalisten
        forfatter författare kirjoittaja autorzy автор авторы 作者 記者 记者 著者 기자 저자 الكاتب yazar szerző
        influencer
        kirjoittajat skribent yazarlar journalist_name 기고자 작성자 执笔者 執筆者 كاتب_المقال
    """,
    "published": """
        published published_at published_on publish_date published_date publication_date
        date_published date_publish publishing_date date_of_publication pub_date pubdate
        release_date date datetime date_time day article_date news_date datum veröffentlicht
        veröffentlichungsdatum veroeffentlicht erscheinungsdatum publikationsdatum erscheinungstag
        date_de_publication date_publication date_parution date_de_parution fecha
        fecha_de_publicación fecha_publicacion data data_de_publicação data_publicacao
        data_pubblicazione data_di_pubblicazione publicatiedatum publiceringsdatum publisert
        utgivelsesdato дата дата_публикации 日期 发布时间 发布日期 発行日 日付 날짜 التاريخ tarih dátum
        alternate_date_format published_time publish_time timestamp time
        dato publiceringsdato julkaistu päivämäärä paivamaara pvm päiväys yayın_tarihi data_publikacji 일자
        보도일자 게재일 発行年月日 掲載日 出版日期 تاريخ_النشر дата_выхода
    """,
    "modified": """
        modified modified_at date_modified last_modified modification_date last_updated date_modify
        geändert aktualisiert mise_à_jour date_de_modification fecha_de_modificación data_modifica
        gewijzigd
    """,
    "section": """
        section category categories rubric ressort rubrique catégorie categorie sección seccion
        categoría categoria seção secao sezione rubriek desk news_category rubryka рубрика 栏目
        kategorie kategori seccion_del_periodico
        dział dzial osasto seksjon seksjon_navn sektion avdelning spalte editoria bölüm 面名 欄 版面 版块 版次
        분류 통합_분류1 섹션 القسم раздел отдел
    """,
    "publication": """
        publication outlet outlet_name newspaper source source_name publisher media_name medium
        site_name sitename news_outlet media media_outlet zeitung quelle medien_name journal
        périodique périodique_nom publication_name nom_du_journal titre_du_journal source_title
        fuente medio periódico periodico diario fonte veículo veiculo jornal testata giornale
        fonte_nome krant bron medium_name publicatie tidning källa kilde avis источник издание 媒体 来源
        新聞 媒体名 新聞名 紙名 掲載紙 报纸 来源媒体 媒体名称 매체 언론사 المصدر kaynak gazete lap
        newspaper_name website_title
        źródło zrodlo tytuł_prasowy lehti tidskrift avisnavn dagblad gazeta الصحيفة журнал газета сми
        название_сми 日报 매체명 신문사
    """,
    "outlet_domain": "domain hostname host source_domain site website base_url domain_name media_url",
    "language": """
        language lang sprache langue idioma lingua taal språk język язык 语言 言語 언어 اللغة dil nyelv
    """,
    "url": """
        url link article_url web_url weburl source_url canonical_url permalink uri href adresse lien
        enlace indirizzo document_url article_link news_url page_url adres länk ссылка 链接 リンク 링크
        url_article given_url resolved_url
        lenke linkki osoite bağlantı baglanti الرابط رابط odkaz lien_url ссылка_на_статью 网址 기사주소 원문주소
        link_artykułu
    """,
    "publisher_id": """
        guid uuid article_id doc_id document_id story_id stories_id an accession_number id_article
        뉴스_식별자 dokumentnummer document_number numéro_de_document
    """,
    "keywords": """
        keywords tags keyword meta_keywords labels schlagwörter schlagworte stichwörter mots_clés
        mots_cles palabras_clave palavras_chave parole_chiave trefwoorden nyckelord document_tags
        key_phrases
    """,
    "edition": "edition ausgabe édition edición edição edizione editie",
    "stated_word_count": """
        word_count wordcount words length_words wortzahl wörter nombre_de_mots número_de_palabras
        numero_di_parole aantal_woorden
    """,
    "copyright_notice": "copyright copyright_notice rights droits urheberrecht derechos direitos diritti",
    "genre": "genre article_type",
    "dateline": "dateline ort_zeile",
    "wire_credit": "agency credit agentur agence agencia agenzia agentschap wire news_agency",
}  # fmt: skip


def plain_name(name: str) -> str:
    """The letters and digits of a name, without case and accents. "" for a column without a name."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return _SIGNS.sub("", "".join(sign for sign in folded if not unicodedata.combining(sign)))


_FIELD_OF: dict[str, tuple[str, int]] = {}
for _field, _names in _NAMES.items():
    for _rank, _name in enumerate(_names.split()):
        _FIELD_OF.setdefault(plain_name(_name), (_field, _rank))


@lru_cache(4_096)
def field_of(name: str) -> str | None:
    """The field that a column or key of this name holds. None: the name is unknown."""
    found = _FIELD_OF.get(plain_name(name))
    return found[0] if found else None


def columns_by_field(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The given names by the field that they hold, the best name of each field first. Unknown names are left out."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        if place := _FIELD_OF.get(plain_name(name)):
            found.setdefault(place[0], []).append((place[1], name))
    return {field: tuple(name for _, name in sorted(ranked)) for field, ranked in found.items()}


def is_known_layout(names: Iterable[str]) -> bool:
    """Whether columns of these names hold articles: they include the text and another known field, or an address or
    headline and two other known fields."""
    fields = columns_by_field(names)
    return ("body" in fields and len(fields) > 1) or ({"url", "headline"} & fields.keys() != set() and len(fields) > 2)
