-- What is remembered of articles to compare new ones with. No indexes: a batch's keys are joined with all rows by hash.

CREATE TABLE compared (
    article_key UBIGINT NOT NULL,
    article_id VARCHAR NOT NULL
);
COMMENT ON TABLE compared IS 'The articles that were compared. No row: not yet.';
COMMENT ON COLUMN compared.article_key IS 'Hash of article_id, which stands for it in signatures and story_keys. Never NULL.';
COMMENT ON COLUMN compared.article_id IS 'The article, see articles. Never NULL.';

CREATE TABLE signatures (
    band_hash UINTEGER NOT NULL,
    article_key UBIGINT NOT NULL
);
COMMENT ON TABLE signatures IS 'A sample of the five-word shingles of the newest version of each article: two texts that share some may be copies.';
COMMENT ON COLUMN signatures.band_hash IS 'Hash of a shingle. Never NULL.';
COMMENT ON COLUMN signatures.article_key IS 'The article, see compared. Never NULL.';

CREATE TABLE story_keys (
    term UINTEGER NOT NULL,
    article_key UBIGINT NOT NULL,
    published_on DATE
);
COMMENT ON TABLE story_keys IS 'The weightiest words of each article: two articles that share some may tell of one event.';
COMMENT ON COLUMN story_keys.term IS 'Hash of a word. Never NULL.';
COMMENT ON COLUMN story_keys.article_key IS 'The article, see compared. Never NULL.';
COMMENT ON COLUMN story_keys.published_on IS 'When the article was published. NULL: not known; then it may belong to any time.';

CREATE TABLE term_counts (
    language VARCHAR NOT NULL,
    term UINTEGER,
    articles BIGINT NOT NULL,
    compacted BOOLEAN NOT NULL
);
COMMENT ON TABLE term_counts IS 'In how many articles a word stands: the sum over its rows. No row: in none, or in one only and long ago.';
COMMENT ON COLUMN term_counts.language IS 'First part of the BCP 47 code; und: not known. Never NULL.';
COMMENT ON COLUMN term_counts.term IS 'Hash of a word. NULL: the row counts all articles of the language.';
COMMENT ON COLUMN term_counts.articles IS 'How many articles. Never NULL.';
COMMENT ON COLUMN term_counts.compacted IS 'True: this row sums up earlier ones. Never NULL.';

CREATE TABLE version_changes (
    article_id VARCHAR NOT NULL,
    from_number INTEGER NOT NULL,
    to_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    field VARCHAR NOT NULL CHECK (field IN ('headline', 'dek', 'byline', 'published_on', 'body')),
    kind VARCHAR NOT NULL CHECK (kind IN ('added', 'removed', 'reworded')),
    before VARCHAR,
    after VARCHAR,
    number_changed BOOLEAN NOT NULL,
    quotation_changed BOOLEAN NOT NULL
);
COMMENT ON TABLE version_changes IS 'What changed from one version of an article to the next, the body sentence by sentence. No row: nothing that is printed.';
COMMENT ON COLUMN version_changes.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN version_changes.from_number IS 'Number of the version before. Never NULL.';
COMMENT ON COLUMN version_changes.to_number IS 'Number of the version that has the change. Never NULL.';
COMMENT ON COLUMN version_changes.position IS 'Order of the changes: headline, dek, byline, date, then the body from top to bottom. Never NULL.';
COMMENT ON COLUMN version_changes.field IS 'headline, dek, byline, published_on or body. Never NULL.';
COMMENT ON COLUMN version_changes.kind IS 'added, removed or reworded. Never NULL.';
COMMENT ON COLUMN version_changes.before IS 'The sentence or field as it was. NULL: it was not there.';
COMMENT ON COLUMN version_changes.after IS 'The sentence or field as it is. NULL: it is no longer there.';
COMMENT ON COLUMN version_changes.number_changed IS 'True: the numbers in it are not the same. Never NULL.';
COMMENT ON COLUMN version_changes.quotation_changed IS 'True: the words in quotation marks in it are not the same. Never NULL.';

ALTER TABLE copies ADD COLUMN original_rule VARCHAR;
COMMENT ON COLUMN copies.original_rule IS 'What decided which is the original: wire_credit, published_at, published_on or first_seen_at. Never NULL.';
