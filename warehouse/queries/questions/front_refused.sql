-- What was refused, by reason: documents of the last days on which any arrived.
-- $days number: how many days back from the last arrival
SELECT a.outcome, a.reason, any_value(r.meaning) AS meaning, count(*) AS documents, max(a.received_at) AS last_received_at
FROM arrivals a
LEFT JOIN reasons r ON r.outcome = a.outcome AND r.reason = a.reason
WHERE a.outcome IN ('rejected', 'quarantined')
    AND a.received_at > (SELECT max(received_at) FROM arrivals) - $days * INTERVAL 1 DAY
GROUP BY a.outcome, a.reason
ORDER BY documents DESC, a.outcome, a.reason
