-- What was refused of the pages that came from a publication's hosts.
-- $name text: as it calls itself
WITH hosts AS (
    SELECT DISTINCT regexp_extract(lower(a.url), '^https?://(?:www\.)?([^/:?#]+)', 1) AS host
    FROM shown_articles a WHERE a.publication = $name AND a.url IS NOT NULL
)
SELECT r.outcome, r.reason, any_value(k.meaning) AS meaning, count(*) AS documents, max(r.received_at) AS last_received_at
FROM arrivals r
JOIN captures c USING (capture_id)
JOIN hosts h ON h.host <> '' AND h.host = regexp_extract(lower(c.source_url), '^https?://(?:www\.)?([^/:?#]+)', 1)
LEFT JOIN reasons k ON k.outcome = r.outcome AND k.reason = r.reason
WHERE r.outcome IN ('rejected', 'quarantined')
GROUP BY r.outcome, r.reason
ORDER BY documents DESC, r.reason
