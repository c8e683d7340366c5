-- One document: where it came from and what became of it. Not of an article under embargo.
-- $arrival text: its arrival_id
WITH asked AS MATERIALIZED (
    FROM arrivals
    WHERE arrival_id = $arrival AND load_number IN (SELECT load_number FROM arrival_loads WHERE arrival_id = $arrival)
), beside AS MATERIALIZED (
    -- Other documents may have brought the same bytes.
    SELECT article_id FROM arrival_loads WHERE capture_id IN (SELECT capture_id FROM asked) AND article_id IS NOT NULL
    UNION
    SELECT article_id FROM asked WHERE article_id IS NOT NULL
), shown AS MATERIALIZED (
    SELECT article_id, headline FROM shown_articles WHERE article_id IN (FROM beside)
)
SELECT
    r.arrival_id, r.received_at, r.outcome, r.reason, k.meaning, r.detail, r.origin, r.container, r.location, r.capture_id,
    r.batch_id, b.run_id, c.media_type, c.encoding, c.byte_size, c.source_url, c.archive_path, r.version_id, a.article_id, a.headline
FROM asked r
LEFT JOIN (FROM captures WHERE capture_id IN (SELECT capture_id FROM asked)) c ON c.capture_id = r.capture_id
LEFT JOIN batches b ON b.batch_id = r.batch_id AND b.load_number = r.load_number
LEFT JOIN reasons k ON k.outcome = r.outcome AND k.reason IS NOT DISTINCT FROM r.reason
LEFT JOIN shown a ON a.article_id = r.article_id
WHERE (SELECT count(*) FROM beside) = (SELECT count(*) FROM shown)
