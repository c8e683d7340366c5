-- What the articles say. `versions` holds every version whole; the relations beside it describe the newest version of
-- an article, evidence excepted. All carry load_number: rows of one stored batch stand together and rise, so that a
-- scan for one batch skips the rest by its zone maps, without an index.

CREATE TABLE versions (
    version_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    capture_id VARCHAR NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    headline VARCHAR,
    body VARCHAR NOT NULL,
    published_on DATE,
    modified_at TIMESTAMPTZ,
    similarity_to_previous DOUBLE CHECK (similarity_to_previous BETWEEN 0 AND 1),
    newest BOOLEAN NOT NULL,
    url VARCHAR,
    canonical_url VARCHAR,
    publication VARCHAR,
    dek VARCHAR,
    byline VARCHAR,
    dateline VARCHAR,
    dateline_place VARCHAR,
    section VARCHAR,
    language VARCHAR,
    published_at TIMESTAMPTZ,
    first_seen_at TIMESTAMPTZ NOT NULL,
    word_count INTEGER NOT NULL,
    wire_credit VARCHAR,
    kind VARCHAR NOT NULL CHECK (kind IN ('article', 'live_blog', 'gallery', 'video')),
    access VARCHAR CHECK (access IN ('free', 'paywalled')),
    keywords VARCHAR[],
    annotated VARCHAR,
    identity VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL,
    reader_version VARCHAR NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE versions IS 'One row for each version of each article, kept whole. No row: no such version was seen.';
COMMENT ON COLUMN versions.version_id IS 'article_id, a hyphen and the number. Never NULL.';
COMMENT ON COLUMN versions.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN versions.number IS '1 for the first version seen. Never NULL.';
COMMENT ON COLUMN versions.capture_id IS 'The bytes it was read from, see captures. Never NULL.';
COMMENT ON COLUMN versions.seen_at IS 'When those bytes arrived. Never NULL.';
COMMENT ON COLUMN versions.headline IS 'Headline. NULL: the document gives none.';
COMMENT ON COLUMN versions.body IS 'Text: the blocks joined by a blank line. Never NULL.';
COMMENT ON COLUMN versions.published_on IS 'Day of publication as printed, in the zone of the outlet. NULL: the document gives none.';
COMMENT ON COLUMN versions.modified_at IS 'When the outlet says it changed the text. NULL: it does not say, or gives no time of day.';
COMMENT ON COLUMN versions.similarity_to_previous IS 'Share of word shingles in common with the version before, 0 to 1. NULL: the first version.';
COMMENT ON COLUMN versions.newest IS 'True for the last version of its article. Never NULL.';
COMMENT ON COLUMN versions.url IS 'Address the document came from or names for itself. NULL: not known.';
COMMENT ON COLUMN versions.canonical_url IS 'That address without tracking parameters, AMP and mobile twins. NULL: not known.';
COMMENT ON COLUMN versions.publication IS 'Name of the outlet as it calls itself. NULL: the document does not say.';
COMMENT ON COLUMN versions.dek IS 'The line or two under the headline. NULL: none.';
COMMENT ON COLUMN versions.byline IS 'Who wrote it, as printed. NULL: none.';
COMMENT ON COLUMN versions.dateline IS 'Place and often date that open the text, as printed. NULL: none.';
COMMENT ON COLUMN versions.dateline_place IS 'The place in the dateline. NULL: no dateline, or none with a place.';
COMMENT ON COLUMN versions.section IS 'Section of the outlet. NULL: the document does not say.';
COMMENT ON COLUMN versions.language IS 'BCP 47 code of the language. NULL: not known.';
COMMENT ON COLUMN versions.published_at IS 'Instant of publication. NULL: no time of day with a zone is given; published_on may still be.';
COMMENT ON COLUMN versions.first_seen_at IS 'When the first version of the article arrived. Never NULL.';
COMMENT ON COLUMN versions.word_count IS 'Words of the body, split at white space. Never NULL.';
COMMENT ON COLUMN versions.wire_credit IS 'Agency credited with the text. NULL: none.';
COMMENT ON COLUMN versions.kind IS 'article, live_blog, gallery or video. Never NULL.';
COMMENT ON COLUMN versions.access IS 'paywalled: the outlet holds text back; free: it says it does not. NULL: it does not say.';
COMMENT ON COLUMN versions.keywords IS 'Keywords the document gives, in its order. NULL or empty: none.';
COMMENT ON COLUMN versions.annotated IS 'Engine and version that annotated it. NULL: not annotated; no rows in statements, mentions, figures then mean nothing.';
COMMENT ON COLUMN versions.identity IS 'What makes it this article: url:, id: or text:, and the value. Never NULL.';
COMMENT ON COLUMN versions.text_hash IS 'Hash of what makes a version. Never NULL.';
COMMENT ON COLUMN versions.reader_version IS 'Version of the reader that read it last. Never NULL.';
COMMENT ON COLUMN versions.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE authors (
    article_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('person', 'desk', 'agency')),
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE authors IS 'Who wrote the newest version. No row: the document names nobody.';
COMMENT ON COLUMN authors.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN authors.position IS 'Order in the byline. Never NULL.';
COMMENT ON COLUMN authors.name IS 'Name, without "By", titles, places or social handles. Never NULL.';
COMMENT ON COLUMN authors.kind IS 'person; desk: a part of the outlet; agency: a wire service. Never NULL.';
COMMENT ON COLUMN authors.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE blocks (
    article_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('paragraph', 'subhead', 'list_item', 'quote_block')),
    text VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE blocks IS 'The pieces of the body of the newest version. Every article has one at least.';
COMMENT ON COLUMN blocks.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN blocks.position IS 'Order in the body. Never NULL.';
COMMENT ON COLUMN blocks.kind IS 'paragraph, subhead, list_item or quote_block. Never NULL.';
COMMENT ON COLUMN blocks.text IS 'Its text. Never NULL.';
COMMENT ON COLUMN blocks.start_char IS 'First character of it in articles.body, counted from 0. Never NULL.';
COMMENT ON COLUMN blocks.end_char IS 'The character after its last one. Never NULL.';
COMMENT ON COLUMN blocks.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE evidence (
    version_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    chosen BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE evidence IS 'Where each field came from, and what else was on offer; for every version. No row for a field: nothing was on offer.';
COMMENT ON COLUMN evidence.version_id IS 'The version, see versions. Never NULL.';
COMMENT ON COLUMN evidence.field IS 'The column it speaks for, or body, encoding, authors, ... Never NULL.';
COMMENT ON COLUMN evidence.value IS 'What was read, as printed; long values cut. Never NULL.';
COMMENT ON COLUMN evidence.method IS 'json-ld, opengraph, meta, microdata, element, text, url, sidecar, bytes or record. Never NULL.';
COMMENT ON COLUMN evidence.locator IS 'Where in the document: a JSON path, a meta name, a line. Never NULL.';
COMMENT ON COLUMN evidence.chosen IS 'True: this candidate became the value of the field. Never NULL.';
COMMENT ON COLUMN evidence.position IS 'Order in which the candidates were noted. Never NULL.';
COMMENT ON COLUMN evidence.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';
