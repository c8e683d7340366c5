-- The ledger's rows of a new batch.

-- Bytes that were quarantined before may have been read now.
UPDATE captures
SET media_type = coalesce(i.media_type, captures.media_type), encoding = coalesce(i.encoding, captures.encoding)
FROM (
    SELECT DISTINCT ON (capture_id) capture_id, media_type, encoding
    FROM incoming WHERE reading <> 'unread' AND capture_id IS NOT NULL ORDER BY document DESC
) i
WHERE i.capture_id = captures.capture_id
    AND (captures.media_type IS NULL AND i.media_type IS NOT NULL OR captures.encoding IS NULL AND i.encoding IS NOT NULL);

INSERT INTO captures BY NAME
SELECT DISTINCT ON (capture_id)
    capture_id, media_type, encoding, byte_size, archive_path, source_url, received_at AS first_received_at, load_number
FROM incoming
ANTI JOIN captures USING (capture_id)
WHERE capture_id IS NOT NULL
ORDER BY reading = 'unread', document;

INSERT INTO arrivals BY NAME
SELECT
    arrival_id, batch_id, capture_id, container, origin, location, received_at, outcome, reason, detail,
    article_id, version_id, drop_key, document, load_number
FROM incoming
ORDER BY document;
