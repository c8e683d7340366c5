-- The other articles with an article's text: what it copies, and what copies it.
-- $article text: its article_id
SELECT
    a.article_id, a.outlet_id, a.publication, a.headline, a.published_on, a.published_at, a.day,
    c.original_id = a.article_id AS is_original, c.similarity, c.containment
FROM copies c
JOIN shown_articles a ON a.article_id = CASE WHEN c.article_id = $article THEN c.original_id ELSE c.article_id END
WHERE $article IN (c.article_id, c.original_id)
    AND EXISTS (FROM shown_articles s WHERE s.article_id = $article)
ORDER BY is_original DESC, a.day, a.published_at NULLS LAST, a.article_id
