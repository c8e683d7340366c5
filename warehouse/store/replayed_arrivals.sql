-- What a replay changes in the ledger: arrivals of these bytes that had no article. The first of them takes the decision's
-- outcome; the others then repeat it. An article that today's reader would reject stays: only `readings` tells.

CREATE OR REPLACE TEMP TABLE changed AS
SELECT
    a.rowid AS place,
    CASE
        WHEN a.outcome = 'duplicate' OR i.article_id IS NOT NULL AND row_number() OVER arrival > 1 THEN 'duplicate'
        ELSE i.outcome
    END AS outcome,
    CASE
        WHEN a.outcome = 'duplicate' OR i.article_id IS NOT NULL AND row_number() OVER arrival > 1 THEN 'same_bytes'
        ELSE i.reason
    END AS reason,
    i.detail,
    i.article_id,
    i.version_id
FROM arrivals a
JOIN incoming i USING (capture_id)
WHERE a.article_id IS NULL
WINDOW arrival AS (PARTITION BY a.capture_id ORDER BY a.outcome = 'duplicate', a.load_number, a.document);

UPDATE arrivals
SET outcome = c.outcome, reason = c.reason, detail = c.detail, article_id = c.article_id, version_id = c.version_id
FROM changed c
WHERE c.place = arrivals.rowid;

UPDATE captures
SET media_type = coalesce(i.media_type, captures.media_type), encoding = coalesce(i.encoding, captures.encoding)
FROM incoming i
WHERE i.capture_id = captures.capture_id AND i.reading <> 'unread';

-- The version that is read again is written anew under its old name.
DELETE FROM versions WHERE rowid IN (SELECT place FROM former JOIN giving USING (version_id));

DROP TABLE changed;
