-- Each time a document's bytes were read, and what the reader said.
-- $arrival text: its arrival_id
WITH asked AS MATERIALIZED (
    FROM arrivals WHERE arrival_id = $arrival
)
SELECT d.read_at, d.reader_version, d.reading, d.reason, d.detail, d.annotated
FROM readings d
WHERE d.capture_id IN (
    SELECT r.capture_id FROM asked r
    WHERE r.article_id IS NULL OR r.article_id IN (
        SELECT article_id FROM shown_articles WHERE article_id IN (SELECT article_id FROM asked)
    )
)
ORDER BY d.read_at DESC, d.load_number DESC
