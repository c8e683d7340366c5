-- What must hold after every load. Each query names what is at fault in the rows of the loads from $from_load to $to_load,
-- and finds nothing. They do the work of the keys that the tables do not have.

-- audit: arrival_id is unique
SELECT arrival_id FROM arrivals
WHERE arrival_id IN (SELECT arrival_id FROM arrivals WHERE load_number BETWEEN $from_load AND $to_load)
GROUP BY arrival_id HAVING count(*) > 1;

-- audit: batch has as many arrivals as documents
SELECT b.batch_id FROM batches b
LEFT JOIN arrivals a ON a.batch_id = b.batch_id AND a.load_number = b.load_number
WHERE b.kind = 'ingest' AND b.load_number BETWEEN $from_load AND $to_load
GROUP BY b.batch_id, b.documents HAVING count(a.arrival_id) <> b.documents;

-- audit: batch_id is unique
SELECT batch_id FROM batches
WHERE batch_id IN (SELECT batch_id FROM batches WHERE load_number BETWEEN $from_load AND $to_load)
GROUP BY batch_id HAVING count(*) > 1;

-- audit: arrival belongs to a batch
SELECT arrival_id FROM arrivals ANTI JOIN batches USING (batch_id)
WHERE arrivals.load_number BETWEEN $from_load AND $to_load;

-- audit: batch belongs to a run
SELECT batch_id FROM batches ANTI JOIN runs USING (run_id) WHERE batches.load_number BETWEEN $from_load AND $to_load;

-- audit: arrival's capture is kept
SELECT arrival_id FROM arrivals ANTI JOIN captures USING (capture_id)
WHERE arrivals.capture_id IS NOT NULL AND arrivals.load_number BETWEEN $from_load AND $to_load;

-- audit: loaded, version: an article and no reason; rejected, quarantined: a reason and no article
SELECT arrival_id FROM arrivals
WHERE load_number BETWEEN $from_load AND $to_load AND CASE outcome
    WHEN 'loaded' THEN article_id IS NULL OR version_id IS NULL OR reason IS NOT NULL
    WHEN 'version' THEN article_id IS NULL OR version_id IS NULL OR reason IS NOT NULL
    WHEN 'duplicate' THEN (article_id IS NULL) <> (version_id IS NULL)
    ELSE article_id IS NOT NULL OR version_id IS NOT NULL OR reason IS NULL
END;

-- audit: arrival's reason is one of its outcome
SELECT arrival_id || ': ' || reason FROM arrivals ANTI JOIN reasons USING (outcome, reason)
WHERE reason IS NOT NULL AND load_number BETWEEN $from_load AND $to_load;

-- audit: reading's reason is one of its verdict
SELECT batch_id || ': ' || reason FROM readings
WHERE reason IS NOT NULL AND load_number BETWEEN $from_load AND $to_load
    AND NOT EXISTS (FROM reasons WHERE reasons.outcome = readings.reading AND reasons.reason = readings.reason);

-- audit: arrival's version is there, of its article
SELECT arrival_id FROM arrivals ANTI JOIN versions USING (version_id, article_id)
WHERE arrivals.version_id IS NOT NULL AND arrivals.load_number BETWEEN $from_load AND $to_load;

-- audit: capture_id is unique
SELECT capture_id FROM captures
WHERE capture_id IN (SELECT capture_id FROM captures WHERE load_number BETWEEN $from_load AND $to_load)
GROUP BY capture_id HAVING count(*) > 1;

-- audit: capture has an arrival
SELECT capture_id FROM captures ANTI JOIN arrivals USING (capture_id)
WHERE captures.load_number BETWEEN $from_load AND $to_load;

-- audit: version_id is unique
SELECT version_id FROM versions
WHERE version_id IN (SELECT version_id FROM versions WHERE load_number BETWEEN $from_load AND $to_load)
GROUP BY version_id HAVING count(*) > 1;

-- audit: version_id is its article and number
SELECT version_id FROM versions
WHERE version_id <> article_id || '-' || number AND load_number BETWEEN $from_load AND $to_load;

-- audit: article has versions 1 to n, the last of them the newest
SELECT article_id FROM versions
WHERE article_id IN (SELECT article_id FROM versions WHERE load_number BETWEEN $from_load AND $to_load)
GROUP BY article_id
HAVING min(number) <> 1 OR max(number) <> count(*) OR count(*) FILTER (WHERE newest) <> 1 OR NOT arg_max(newest, number);

-- audit: capture gives one version at most
SELECT capture_id FROM versions
WHERE capture_id IN (SELECT capture_id FROM versions WHERE load_number BETWEEN $from_load AND $to_load)
GROUP BY capture_id HAVING count(*) > 1;

-- audit: version's headline or text is like its predecessor's
-- Far below what tasks/text/compare/continuation.py asks for (0.3 and 0.1): letters are folded a little differently here.
-- A publisher says itself what is a state of what: a kill notice has hardly a text. Not asked of what a replay read anew,
-- nor of loads before release 0.2, which did not refuse it.
WITH step AS (
    SELECT
        v.version_id, v.body, p.body AS former_body,
        array_to_string(regexp_extract_all(lower(strip_accents(v.headline)), '[\pL\pN]+'), ' ') AS line,
        array_to_string(regexp_extract_all(lower(strip_accents(p.headline)), '[\pL\pN]+'), ' ') AS former_line
    FROM versions v
    JOIN versions p ON p.article_id = v.article_id AND p.number = v.number - 1
    WHERE v.load_number BETWEEN $from_load AND $to_load AND v.similarity_to_previous < 0.05
        AND v.editorial_status IS NULL AND v.revision IS NULL
        AND p.rowid IN (
            SELECT o.rowid FROM versions o
            JOIN versions n ON n.article_id = o.article_id AND n.number = o.number + 1
            WHERE n.load_number BETWEEN $from_load AND $to_load
        )
        AND v.load_number IN (SELECT load_number FROM batches WHERE kind = 'ingest' AND stored_at > (
            SELECT applied_at FROM schema_migrations WHERE name = '0090_contract_fields.sql'
        ))
), grams AS (
    SELECT
        version_id,
        list_distinct(list_transform(range(1, greatest(length(line) - 1, 2)), lambda i: substr(line, i, 3))) AS triples,
        list_distinct(list_transform(range(1, greatest(length(former_line) - 1, 2)), lambda i: substr(former_line, i, 3)))
            AS former_triples,
        regexp_extract_all(lower(body), '[\pL\pN_]+') AS words,
        regexp_extract_all(lower(former_body), '[\pL\pN_]+') AS former_words
    FROM step
), shingled AS (
    SELECT
        version_id, triples, former_triples,
        list_distinct(list_transform(range(1, greatest(len(words) - 1, 2)), lambda i: words[i:i + 2])) AS shingles,
        list_distinct(list_transform(range(1, greatest(len(former_words) - 1, 2)), lambda i: former_words[i:i + 2]))
            AS former_shingles
    FROM grams
)
SELECT version_id FROM shingled
WHERE coalesce(2.0 * len(list_intersect(triples, former_triples)) / (len(triples) + len(former_triples)), 0) < 0.2
    AND 1.0 * len(list_intersect(shingles, former_shingles)) / least(len(shingles), len(former_shingles)) < 0.05;

-- audit: version's capture is kept
SELECT version_id FROM versions ANTI JOIN captures USING (capture_id)
WHERE versions.load_number BETWEEN $from_load AND $to_load;

-- audit: version was given by one arrival
SELECT v.version_id FROM versions v
LEFT JOIN arrivals a ON a.version_id = v.version_id AND a.outcome IN ('loaded', 'version')
WHERE v.load_number BETWEEN $from_load AND $to_load
GROUP BY v.version_id HAVING count(a.arrival_id) <> 1;

-- audit: evidence belongs to a version
SELECT version_id FROM evidence ANTI JOIN versions USING (version_id)
WHERE evidence.load_number BETWEEN $from_load AND $to_load;

-- audit: body is its blocks
SELECT v.article_id FROM versions v
LEFT JOIN (
    SELECT article_id, string_agg(text, chr(10) || chr(10) ORDER BY position) AS text
    FROM blocks WHERE load_number BETWEEN $from_load AND $to_load GROUP BY article_id
) b USING (article_id)
WHERE v.newest AND v.load_number BETWEEN $from_load AND $to_load AND v.body IS DISTINCT FROM b.text;

-- audit: block stands where it says
SELECT x.article_id || ' at ' || x.start_char FROM blocks x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
WHERE x.load_number BETWEEN $from_load AND $to_load
    AND (x.start_char < 0 OR substr(v.body, x.start_char + 1, x.end_char - x.start_char) IS DISTINCT FROM x.text);

-- audit: statement stands where it says
SELECT x.article_id || ' at ' || x.start_char FROM statements x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
WHERE x.load_number BETWEEN $from_load AND $to_load
    AND (x.start_char < 0 OR substr(v.body, x.start_char + 1, x.end_char - x.start_char) IS DISTINCT FROM x.content);

-- audit: mention stands where it says
SELECT x.article_id || ' at ' || x.start_char FROM mentions x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
WHERE x.load_number BETWEEN $from_load AND $to_load
    AND (
        x.start_char < 0
        OR substr(CASE x.field WHEN 'body' THEN v.body ELSE v.headline END, x.start_char + 1, x.end_char - x.start_char)
            IS DISTINCT FROM x.surface
    );

-- audit: figure stands where it says
SELECT x.article_id || ' at ' || x.start_char FROM figures x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
WHERE x.load_number BETWEEN $from_load AND $to_load
    AND (x.start_char < 0 OR substr(v.body, x.start_char + 1, x.end_char - x.start_char) IS DISTINCT FROM x.surface);

-- audit: date in the text stands where it says
SELECT x.article_id || ' at ' || x.start_char FROM text_dates x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
WHERE x.load_number BETWEEN $from_load AND $to_load
    AND (
        x.start_char < 0 OR x.from_day > x.to_day
        OR substr(v.body, x.start_char + 1, x.end_char - x.start_char) IS DISTINCT FROM x.surface
    );

-- audit: citation stands within the body
SELECT x.article_id || ' citing ' || x.source FROM citations x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
WHERE x.load_number BETWEEN $from_load AND $to_load
    AND (
        v.article_id IS NULL
        OR (x.start_char IS NULL) <> (x.end_char IS NULL)
        OR x.start_char IS NOT NULL AND NOT (0 <= x.start_char AND x.start_char < x.end_char AND x.end_char <= length(v.body))
    );

-- audit: author belongs to an article, one a position
SELECT x.article_id FROM authors x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
WHERE x.load_number BETWEEN $from_load AND $to_load
GROUP BY x.article_id, x.position HAVING count(*) > 1 OR count(v.article_id) = 0;

-- audit: medium belongs to an article, one a position, by a block that is there
SELECT x.article_id FROM media x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
LEFT JOIN blocks b ON b.article_id = x.article_id AND b.load_number = x.load_number AND b.position = x.block
WHERE x.load_number BETWEEN $from_load AND $to_load
GROUP BY x.article_id, x.position
HAVING count(*) > 1 OR count(v.article_id) = 0 OR count(x.block) > count(b.position);

-- audit: link belongs to an article, one a position, in a block that is there
SELECT x.article_id FROM links x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
LEFT JOIN blocks b ON b.article_id = x.article_id AND b.load_number = x.load_number AND b.position = x.block
WHERE x.load_number BETWEEN $from_load AND $to_load
GROUP BY x.article_id, x.position
HAVING count(*) > 1 OR count(v.article_id) = 0 OR count(x.block) > count(b.position);

-- audit: entity is named once an article, and in a known one
SELECT x.article_id FROM article_entities x
LEFT JOIN versions v ON v.article_id = x.article_id AND v.load_number = x.load_number AND v.newest
WHERE x.load_number BETWEEN $from_load AND $to_load
GROUP BY x.article_id, x.entity_id HAVING count(*) > 1 OR count(v.article_id) = 0;

-- audit: mention and speaker are entities of the article
SELECT x.article_id || ': ' || x.entity_id FROM (
    SELECT article_id, entity_id FROM mentions WHERE load_number BETWEEN $from_load AND $to_load
    UNION ALL
    SELECT article_id, speaker_entity_id FROM statements
    WHERE speaker_entity_id IS NOT NULL AND load_number BETWEEN $from_load AND $to_load
) x
ANTI JOIN article_entities e
ON e.article_id = x.article_id AND e.entity_id = x.entity_id AND e.load_number BETWEEN $from_load AND $to_load;
