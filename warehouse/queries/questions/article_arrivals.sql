-- The documents that gave or repeated an article.
-- $article text: its article_id
WITH brought AS MATERIALIZED (
    SELECT * FROM arrivals
    WHERE article_id = $article AND load_number IN (SELECT load_number FROM arrival_loads WHERE article_id = $article)
        AND EXISTS (FROM shown_loads WHERE article_id = $article)
)
SELECT r.arrival_id, r.received_at, r.outcome, r.reason, r.location, r.capture_id, r.version_id, c.source_url, c.byte_size, c.media_type
FROM brought r
LEFT JOIN (FROM captures WHERE capture_id IN (SELECT capture_id FROM brought)) c ON c.capture_id = r.capture_id
ORDER BY r.received_at, r.load_number, r.document
