-- The newest version of each article. {article_fields} are those that schemas/article_fields.py declares.

CREATE OR REPLACE VIEW articles AS
SELECT
    v.article_id,
    v.version_id,
    {article_fields},
    v.first_seen_at,
    f.copy_family,
    s.story_id,
    o.outlet_id,
    v.reader_version,
    v.annotated,
    v.identity,
    v.text_hash,
    v.load_number
FROM versions v
LEFT JOIN copy_families f ON f.article_id = v.article_id
LEFT JOIN story_articles s ON s.article_id = v.article_id
LEFT JOIN article_outlets o ON o.article_id = v.article_id
WHERE v.newest;
COMMENT ON VIEW articles IS 'One row an article: its newest version. No row: no such article was loaded.';
COMMENT ON COLUMN articles.article_id IS 'First 128 bits of the sha256 of its identity, hex. Never NULL.';
COMMENT ON COLUMN articles.version_id IS 'Its newest version, see versions. Never NULL.';
COMMENT ON COLUMN articles.first_seen_at IS 'When the first version of the article arrived. Never NULL.';
COMMENT ON COLUMN articles.copy_family IS 'The same for all articles of one text, see copy_families. NULL: no copy of it is known.';
COMMENT ON COLUMN articles.story_id IS 'The story it belongs to, see stories. NULL: none.';
COMMENT ON COLUMN articles.outlet_id IS 'The outlet it is of, see outlets. NULL: it names none and has no address.';
COMMENT ON COLUMN articles.reader_version IS 'Version of the reader that read it last. Never NULL.';
COMMENT ON COLUMN articles.annotated IS 'Engine and version that annotated it. NULL: not annotated; no rows in statements, mentions, figures then mean nothing.';
COMMENT ON COLUMN articles.identity IS 'What makes it this article: url:, id: or text:, and the value. Never NULL.';
COMMENT ON COLUMN articles.text_hash IS 'Hash of what makes a version. Never NULL.';
COMMENT ON COLUMN articles.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';
