-- Each time a document's bytes were read, and what the reader said.
-- $arrival text: its arrival_id
WITH asked AS MATERIALIZED (
    SELECT capture_id, article_id FROM arrival_loads WHERE arrival_id = $arrival
), open AS MATERIALIZED (
    SELECT r.capture_id FROM asked r
    WHERE r.article_id IS NULL OR r.article_id IN (
        SELECT article_id FROM shown_articles WHERE article_id IN (SELECT article_id FROM asked)
    )
)
SELECT d.read_at, d.reader_version, d.reading, d.reason, d.detail, d.annotated
FROM readings d
WHERE d.capture_id IN (FROM open)
    AND d.load_number IN (SELECT load_number FROM reading_loads WHERE capture_id IN (FROM open))
ORDER BY d.read_at DESC, d.load_number DESC
