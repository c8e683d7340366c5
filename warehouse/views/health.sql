-- How the ledger stands, for monitors that ask in SQL. A document whose bytes are not kept waits for no replay. What
-- waits in the inbox no database knows: `cuttings status`.

CREATE OR REPLACE VIEW health AS
WITH measured AS (
    SELECT
        -- A run that was killed or failed stays open; what it left is taken by the next one that ends.
        'runs that began over an hour ago and have not ended, and none has ended since' AS measure,
        (
            SELECT count(*) FROM runs r
            WHERE finished_at IS NULL AND started_at < now() - INTERVAL 1 HOUR
                AND NOT EXISTS (FROM runs later WHERE later.finished_at > r.started_at)
        )::DOUBLE AS value,
        0.0 AS highest
    UNION ALL
    SELECT
        'batches whose outcomes do not add up to their documents',
        (SELECT count(*) FROM batches WHERE documents <> loaded + version + duplicate + rejected + quarantined)::DOUBLE,
        0.0
    UNION ALL
    SELECT
        'share of the last day''s arrivals that was quarantined',
        (
            SELECT count(*) FILTER (WHERE outcome = 'quarantined') / nullif(count(*), 0)
            FROM arrivals WHERE received_at > now() - INTERVAL 1 DAY
        ),
        0.1
    UNION ALL
    SELECT
        'documents of all times that wait for a replay',
        (SELECT count(*) FROM arrivals WHERE outcome = 'quarantined' AND capture_id IS NOT NULL)::DOUBLE,
        NULL
    UNION ALL
    SELECT
        'hours since the last arrival',
        (SELECT date_diff('second', max(received_at), now()) / 3600 FROM arrivals),
        NULL
)
SELECT measure, value, highest, value <= highest AS good FROM measured;
COMMENT ON VIEW health IS 'How the ledger stands, one row a measure. Always the same rows.';
COMMENT ON COLUMN health.measure IS 'What was counted. Never NULL.';
COMMENT ON COLUMN health.value IS 'The count. NULL: nothing arrived that could be counted.';
COMMENT ON COLUMN health.highest IS 'What it may be at most. NULL: any value is fine.';
COMMENT ON COLUMN health.good IS 'Whether it is at most that. NULL: it has no limit, or no value.';
