-- What was refused of the pages that came from an outlet's hosts.
-- $outlet text: its outlet_id
WITH hosts AS (
    SELECT DISTINCT host FROM article_outlets WHERE outlet_id = $outlet AND host IS NOT NULL
)
SELECT r.outcome, r.reason, any_value(k.meaning) AS meaning, count(*) AS documents, max(r.received_at) AS last_received_at
FROM arrivals r
JOIN captures c USING (capture_id)
LEFT JOIN reasons k ON k.outcome = r.outcome AND k.reason = r.reason
WHERE r.outcome IN ('rejected', 'quarantined')
    AND regexp_extract(lower(c.source_url), '^https?://(?:www\.)?([^/:?#]+)', 1) IN (FROM hosts)
GROUP BY r.outcome, r.reason
ORDER BY documents DESC, r.reason
