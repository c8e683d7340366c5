-- Who had it when, and who copied whom: the articles of a story, the earliest first.
-- $story text: its story_id
WITH reported AS MATERIALIZED (
    SELECT
        article_id, headline, outlet_id, publication, byline, wire_credit, published_on, published_at, first_seen_at, day,
        language, editorial_status, text
    FROM shown_articles WHERE story_id = $story
), copied AS MATERIALIZED (
    SELECT article_id, original_id, similarity, containment FROM copies
    WHERE article_id IN (SELECT article_id FROM reported)
), originals AS (
    SELECT article_id, outlet_id, publication FROM shown_articles WHERE article_id IN (SELECT original_id FROM copied)
), counted AS (
    SELECT article_id, count(*) AS version_count FROM version_loads
    WHERE article_id IN (SELECT article_id FROM reported) GROUP BY article_id
)
SELECT
    a.article_id, a.headline, a.outlet_id, a.publication, a.byline, a.wire_credit, a.published_on, a.published_at,
    a.first_seen_at, a.day, a.language, a.editorial_status, a.text, c.original_id,
    o.outlet_id AS original_outlet_id, o.publication AS original_publication, c.similarity, c.containment,
    n.version_count
FROM reported a
JOIN counted n ON n.article_id = a.article_id
LEFT JOIN copied c ON c.article_id = a.article_id
LEFT JOIN originals o ON o.article_id = c.original_id
ORDER BY a.day, a.published_at NULLS LAST, c.article_id IS NOT NULL, a.first_seen_at, a.article_id
