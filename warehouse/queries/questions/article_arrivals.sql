-- The documents that gave or repeated an article.
-- $article text: its article_id
SELECT r.arrival_id, r.received_at, r.outcome, r.reason, r.location, r.capture_id, r.version_id, c.source_url, c.byte_size, c.media_type
FROM arrivals r
LEFT JOIN captures c USING (capture_id)
SEMI JOIN shown_articles a ON a.article_id = r.article_id
WHERE r.article_id = $article
ORDER BY r.received_at, r.load_number, r.document
