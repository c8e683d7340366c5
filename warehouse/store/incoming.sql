-- The documents of a staged batch, each with its decision. Reads the registered tables `staged_documents`, `decisions`
-- and `header` (one row).

CREATE OR REPLACE TEMP TABLE incoming AS
SELECT
    d.* EXCLUDE (reason, detail, place, identity),
    coalesce(x.identity, d.identity) AS identity,
    d.reason AS read_reason,
    d.detail AS read_detail,
    x.outcome,
    x.reason,
    x.detail,
    x.article_id,
    x.version_number AS number,
    x.similarity_to_previous,
    x.article_id || '-' || x.version_number AS version_id,
    d.reading = 'article' AND x.outcome IN ('loaded', 'version') AS gives,
    h.batch_id,
    h.kind AS batch_kind,
    h.load_number
FROM staged_documents d
JOIN decisions x USING (document)
CROSS JOIN header h;

-- Versions, known already, of the articles that this batch writes to.
CREATE OR REPLACE TEMP TABLE former AS
SELECT
    rowid AS place, version_id, article_id, capture_id, number, seen_at, first_seen_at, similarity_to_previous,
    load_number, newest
FROM versions
WHERE article_id IN (SELECT article_id FROM incoming WHERE gives);

-- The documents that give a version, and which of them is then the newest of its article. Bytes that only repeat a version
-- do not replace it when they are read again.
CREATE OR REPLACE TEMP TABLE giving AS
SELECT
    i.* REPLACE (
        coalesce(same.seen_at, i.seen_at) AS seen_at,
        coalesce(i.similarity_to_previous, same.similarity_to_previous) AS similarity_to_previous
    ),
    i.number = greatest(max(i.number) OVER article, max(coalesce(before.number, 0)) OVER article) AS newest,
    coalesce(before.first_seen_at, min(i.seen_at) OVER article) AS first_seen_at
FROM incoming i
LEFT JOIN (
    SELECT article_id, max(number) AS number, min(first_seen_at) AS first_seen_at FROM former GROUP BY article_id
) before USING (article_id)
LEFT JOIN former same ON same.version_id = i.version_id
WHERE i.gives AND (i.batch_kind = 'ingest' OR coalesce(same.capture_id, i.capture_id) = i.capture_id)
WINDOW article AS (PARTITION BY i.article_id);
