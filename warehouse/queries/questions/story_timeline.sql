-- Who had it when, and who copied whom: the articles of a story, the earliest first.
-- $story text: its story_id
WITH reported AS (
    SELECT * EXCLUDE (body) FROM shown_articles WHERE story_id = $story
)
SELECT
    a.article_id, a.headline, a.outlet_id, a.publication, a.byline, a.wire_credit, a.published_on, a.published_at,
    a.first_seen_at, a.day, a.language, a.editorial_status, a.text, c.original_id,
    o.outlet_id AS original_outlet_id, o.publication AS original_publication, c.similarity, c.containment,
    (SELECT count(*) FROM versions v WHERE v.article_id = a.article_id) AS version_count
FROM reported a
LEFT JOIN copies c ON c.article_id = a.article_id
LEFT JOIN shown_articles o ON o.article_id = c.original_id
ORDER BY a.day, a.published_at NULLS LAST, c.article_id IS NOT NULL, a.first_seen_at, a.article_id
