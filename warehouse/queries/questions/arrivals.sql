-- Every document and what became of it, the last first. Of articles under embargo only the outcome is shown.
-- $outcome text?: only loaded, version, duplicate, rejected or quarantined
-- $reason text?: only this reason
-- $words text?: only those in whose place these letters stand
WITH hidden AS (
    SELECT article_id FROM hidden_articles
), so_far AS (
    SELECT load_number, sum(documents) OVER (ORDER BY load_number DESC) AS documents FROM batches WHERE kind = 'ingest'
), wanted AS MATERIALIZED (
    SELECT r.arrival_id, r.load_number FROM arrivals r
    WHERE ($outcome::VARCHAR IS NULL OR r.outcome = $outcome) AND ($reason::VARCHAR IS NULL OR r.reason = $reason)
        AND ($words::VARCHAR IS NULL OR contains(lower(r.location), lower($words)) AND (
            r.article_id IS NULL OR r.article_id NOT IN (FROM hidden)
        ))
        -- Where nothing is chosen, the last loads have all that is wanted.
        AND r.load_number >= CASE WHEN $outcome::VARCHAR IS NULL AND $reason::VARCHAR IS NULL AND $words::VARCHAR IS NULL
            THEN (SELECT coalesce(max(load_number), 0) FROM so_far WHERE documents >= $limit + $offset) ELSE 0 END
    ORDER BY r.load_number DESC, r.document DESC
    LIMIT $limit OFFSET $offset
), asked AS MATERIALIZED (
    FROM arrivals
    WHERE load_number IN (SELECT load_number FROM wanted) AND arrival_id IN (SELECT arrival_id FROM wanted)
)
SELECT
    r.arrival_id, r.received_at, r.outcome, r.reason, r.origin,
    CASE WHEN r.article_id IS NULL OR a.article_id IS NOT NULL THEN r.location END AS location,
    a.article_id, a.headline, a.outlet_id, a.publication, c.byte_size, c.media_type,
    r.article_id IS NOT NULL AND a.article_id IS NULL AS embargoed
FROM asked r
LEFT JOIN (FROM captures WHERE capture_id IN (SELECT capture_id FROM asked)) c ON c.capture_id = r.capture_id
LEFT JOIN (FROM shown_articles WHERE article_id IN (SELECT article_id FROM asked)) a ON a.article_id = r.article_id
ORDER BY r.load_number DESC, r.document DESC
