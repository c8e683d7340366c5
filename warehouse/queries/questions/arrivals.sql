-- Every document and what became of it, the last first. Of articles under embargo only the outcome is shown.
-- $outcome text?: only loaded, version, duplicate, rejected or quarantined
-- $reason text?: only this reason
-- $words text?: only those in whose place these letters stand
SELECT
    r.arrival_id, r.received_at, r.outcome, r.reason, r.origin,
    CASE WHEN r.article_id IS NULL OR a.article_id IS NOT NULL THEN r.location END AS location,
    a.article_id, a.headline, a.outlet_id, a.publication, c.byte_size, c.media_type,
    r.article_id IS NOT NULL AND a.article_id IS NULL AS embargoed
FROM arrivals r
LEFT JOIN captures c USING (capture_id)
LEFT JOIN shown_articles a ON a.article_id = r.article_id
WHERE ($outcome::VARCHAR IS NULL OR r.outcome = $outcome) AND ($reason::VARCHAR IS NULL OR r.reason = $reason)
    AND ($words::VARCHAR IS NULL OR contains(lower(r.location), lower($words)) AND (r.article_id IS NULL OR a.article_id IS NOT NULL))
ORDER BY r.load_number DESC, r.document DESC
