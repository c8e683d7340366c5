-- What was refused of the pages that came from an outlet's hosts.
-- $outlet text: its outlet_id
WITH hosts AS (
    SELECT DISTINCT host FROM article_outlets WHERE outlet_id = $outlet AND host IS NOT NULL
)
SELECT r.outcome, r.reason, any_value(k.meaning) AS meaning, count(*) AS documents, max(r.received_at) AS last_received_at
FROM refused_pages r
LEFT JOIN reasons k ON k.outcome = r.outcome AND k.reason = r.reason
WHERE r.host IN (FROM hosts)
GROUP BY r.outcome, r.reason
ORDER BY documents DESC, r.reason
