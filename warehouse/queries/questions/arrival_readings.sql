-- Each time a document's bytes were read, and what the reader said.
-- $arrival text: its arrival_id
SELECT d.read_at, d.reader_version, d.reading, d.reason, d.detail, d.annotated
FROM readings d JOIN arrivals r USING (capture_id)
LEFT JOIN shown_articles a ON a.article_id = r.article_id
WHERE r.arrival_id = $arrival AND (r.article_id IS NULL OR a.article_id IS NOT NULL)
ORDER BY d.read_at DESC, d.load_number DESC
