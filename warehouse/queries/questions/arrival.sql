-- One document: where it came from and what became of it. Not of an article under embargo.
-- $arrival text: its arrival_id
SELECT
    r.arrival_id, r.received_at, r.outcome, r.reason, k.meaning, r.detail, r.origin, r.container, r.location, r.capture_id,
    r.batch_id, b.run_id, c.media_type, c.encoding, c.byte_size, c.source_url, c.archive_path, r.version_id, a.article_id, a.headline
FROM arrivals r
LEFT JOIN captures c USING (capture_id)
LEFT JOIN batches b ON b.batch_id = r.batch_id AND b.load_number = r.load_number
LEFT JOIN reasons k ON k.outcome = r.outcome AND k.reason IS NOT DISTINCT FROM r.reason
LEFT JOIN shown_articles a ON a.article_id = r.article_id
WHERE r.arrival_id = $arrival AND (r.article_id IS NULL OR a.article_id IS NOT NULL)
    -- Other documents may have brought the same bytes.
    AND NOT EXISTS (
        FROM arrivals o WHERE o.capture_id = r.capture_id AND o.article_id IS NOT NULL
            AND o.article_id NOT IN (SELECT article_id FROM shown_articles)
    )
