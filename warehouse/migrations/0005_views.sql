-- What readers look at.

CREATE VIEW articles AS
SELECT
    v.article_id,
    v.version_id,
    v.url,
    v.canonical_url,
    v.publication,
    v.headline,
    v.dek,
    v.byline,
    v.dateline,
    v.dateline_place,
    v.section,
    v.language,
    v.published_on,
    v.published_at,
    v.modified_at,
    v.first_seen_at,
    v.body,
    v.word_count,
    v.wire_credit,
    f.copy_family,
    s.story_id,
    v.reader_version,
    v.kind,
    v.access,
    v.keywords,
    v.annotated,
    v.identity,
    v.text_hash,
    v.load_number
FROM versions v
LEFT JOIN copy_families f ON f.article_id = v.article_id
LEFT JOIN story_articles s ON s.article_id = v.article_id
WHERE v.newest;
COMMENT ON VIEW articles IS 'One row an article: its newest version. No row: no such article was loaded.';
COMMENT ON COLUMN articles.article_id IS 'First 128 bits of the sha256 of its identity, hex. Never NULL.';
COMMENT ON COLUMN articles.version_id IS 'Its newest version, see versions. Never NULL.';
COMMENT ON COLUMN articles.url IS 'Address the document came from or names for itself. NULL: not known.';
COMMENT ON COLUMN articles.canonical_url IS 'That address without tracking parameters, AMP and mobile twins. NULL: not known.';
COMMENT ON COLUMN articles.publication IS 'Name of the outlet as it calls itself. NULL: the document does not say.';
COMMENT ON COLUMN articles.headline IS 'Headline. NULL: the document gives none.';
COMMENT ON COLUMN articles.dek IS 'The line or two under the headline. NULL: none.';
COMMENT ON COLUMN articles.byline IS 'Who wrote it, as printed. NULL: none.';
COMMENT ON COLUMN articles.dateline IS 'Place and often date that open the text, as printed. NULL: none.';
COMMENT ON COLUMN articles.dateline_place IS 'The place in the dateline. NULL: no dateline, or none with a place.';
COMMENT ON COLUMN articles.section IS 'Section of the outlet. NULL: the document does not say.';
COMMENT ON COLUMN articles.language IS 'BCP 47 code of the language. NULL: not known.';
COMMENT ON COLUMN articles.published_on IS 'Day of publication as printed, in the zone of the outlet. NULL: the document gives none.';
COMMENT ON COLUMN articles.published_at IS 'Instant of publication. NULL: no time of day with a zone is given; published_on may still be.';
COMMENT ON COLUMN articles.modified_at IS 'When the outlet says it changed the text. NULL: it does not say, or gives no time of day.';
COMMENT ON COLUMN articles.first_seen_at IS 'When the first version of the article arrived. Never NULL.';
COMMENT ON COLUMN articles.body IS 'Text: the blocks joined by a blank line. Never NULL.';
COMMENT ON COLUMN articles.word_count IS 'Words of the body, split at white space. Never NULL.';
COMMENT ON COLUMN articles.wire_credit IS 'Agency credited with the text. NULL: none.';
COMMENT ON COLUMN articles.copy_family IS 'The same for all articles of one text, see copy_families. NULL: no copy of it is known.';
COMMENT ON COLUMN articles.story_id IS 'The story it belongs to, see stories. NULL: none.';
COMMENT ON COLUMN articles.reader_version IS 'Version of the reader that read it last. Never NULL.';
COMMENT ON COLUMN articles.kind IS 'article, live_blog, gallery or video. Never NULL.';
COMMENT ON COLUMN articles.access IS 'paywalled: the outlet holds text back; free: it says it does not. NULL: it does not say.';
COMMENT ON COLUMN articles.keywords IS 'Keywords the document gives, in its order. NULL or empty: none.';
COMMENT ON COLUMN articles.annotated IS 'Engine and version that annotated it. NULL: not annotated; no rows in statements, mentions, figures then mean nothing.';
COMMENT ON COLUMN articles.identity IS 'What makes it this article: url:, id: or text:, and the value. Never NULL.';
COMMENT ON COLUMN articles.text_hash IS 'Hash of what makes a version. Never NULL.';
COMMENT ON COLUMN articles.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE VIEW entities AS
WITH named AS (
    SELECT entity_id, label, name, count(*) AS times FROM article_entities GROUP BY ALL
),
best AS (
    SELECT
        entity_id,
        arg_max(label, (times, label)) AS label,
        arg_max(name, (times, length(name), name)) AS name,
        sum(times)::BIGINT AS article_count
    FROM named
    GROUP BY entity_id
),
forms AS (
    SELECT DISTINCT entity_id, unnest(list_prepend(name, aliases)) AS form FROM article_entities
)
SELECT
    best.entity_id,
    best.label,
    best.name,
    coalesce(list(forms.form ORDER BY forms.form) FILTER (WHERE forms.form <> best.name), []) AS aliases,
    best.article_count
FROM best
JOIN forms ON forms.entity_id = best.entity_id
GROUP BY ALL;
COMMENT ON VIEW entities IS 'Who and what is named, over all articles. No row: nobody is named so.';
COMMENT ON COLUMN entities.entity_id IS 'Hash of label and name. Never NULL.';
COMMENT ON COLUMN entities.label IS 'person, organisation or place. Never NULL.';
COMMENT ON COLUMN entities.name IS 'The name that most articles use as the fullest. Never NULL.';
COMMENT ON COLUMN entities.aliases IS 'Every other form. Never NULL; empty: no other.';
COMMENT ON COLUMN entities.article_count IS 'How many articles name it. Never NULL.';

CREATE VIEW data_dictionary AS
WITH relations AS (
    SELECT table_name AS relation, 'table' AS kind, comment
    FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal
    UNION ALL
    SELECT view_name, 'view', comment
    FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
)
SELECT r.relation, r.kind, NULL AS column_name, NULL AS column_type, r.comment, 0 AS position
FROM relations r
UNION ALL
SELECT r.relation, r.kind, c.column_name, c.data_type, c.comment, c.column_index
FROM relations r
JOIN duckdb_columns() c
ON c.database_name = current_database() AND NOT c.internal AND c.table_name = r.relation
ORDER BY relation, position;
COMMENT ON VIEW data_dictionary IS 'What every relation and column means. No row for a name: there is no such relation.';
COMMENT ON COLUMN data_dictionary.relation IS 'Name of the relation. Never NULL.';
COMMENT ON COLUMN data_dictionary.kind IS 'table or view. Never NULL.';
COMMENT ON COLUMN data_dictionary.column_name IS 'The column. NULL: this row is about the relation itself.';
COMMENT ON COLUMN data_dictionary.column_type IS 'Its SQL type. NULL: this row is about the relation itself.';
COMMENT ON COLUMN data_dictionary.comment IS 'What it means, and what NULL in it means. NULL: nobody has said.';
COMMENT ON COLUMN data_dictionary.position IS 'Order of the columns from 1; 0: this row is about the relation itself. Never NULL.';
