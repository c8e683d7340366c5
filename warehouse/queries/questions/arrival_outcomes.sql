-- How many documents came to each outcome, and why.
SELECT r.outcome, r.reason, any_value(k.meaning) AS meaning, count(*) AS documents, max(r.received_at) AS last_received_at
FROM arrivals r
LEFT JOIN reasons k ON k.outcome = r.outcome AND k.reason IS NOT DISTINCT FROM r.reason
GROUP BY r.outcome, r.reason
ORDER BY CASE r.outcome WHEN 'loaded' THEN 1 WHEN 'version' THEN 2 WHEN 'duplicate' THEN 3 WHEN 'rejected' THEN 4 ELSE 5 END,
    documents DESC, r.reason
