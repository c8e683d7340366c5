-- The versions that a batch gives, and the relations that describe them. Reads `incoming`, `former`, `giving` and the
-- registered staged tables, in which `place` is the position in the file. {article_fields} are those that
-- schemas/article_fields.py declares.

UPDATE versions
SET newest = false
WHERE newest AND rowid IN (SELECT f.place FROM former f JOIN giving g USING (article_id) WHERE g.newest);

INSERT INTO versions BY NAME
SELECT
    version_id, article_id, number, capture_id, seen_at, similarity_to_previous, newest, first_seen_at,
    {article_fields},
    annotated, identity, text_hash, reader_version, load_number
FROM giving
ORDER BY document;

-- These relations describe the newest version only. Both conditions: load_number lets the scan skip other batches' rows.
CREATE OR REPLACE TEMP TABLE outdated AS
SELECT f.load_number, f.article_id FROM former f JOIN giving g USING (article_id) WHERE f.newest AND g.newest;

DELETE FROM authors WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM blocks WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM outlet_lines WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM media WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM links WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM article_entities WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM mentions WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM statements WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM figures WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM citations WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM text_dates WHERE load_number IN (SELECT load_number FROM outdated) AND article_id IN (SELECT article_id FROM outdated);
DELETE FROM wordings WHERE article_id IN (SELECT article_id FROM outdated);
DELETE FROM evidence
WHERE load_number IN (SELECT load_number FROM former) AND version_id IN (SELECT version_id FROM former JOIN giving USING (version_id));

INSERT INTO evidence BY NAME
SELECT g.version_id, s.field, s.value, s.method, s.locator, s.chosen, s.place AS position, g.load_number
FROM staged_evidence s JOIN giving g USING (document)
ORDER BY g.document, s.place;

INSERT INTO authors BY NAME
SELECT g.article_id, s.position, s.name, s.kind, g.load_number
FROM staged_authors s JOIN giving g USING (document) WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO wordings BY NAME
SELECT g.article_id, s.codes, s.terms, s.weights, s.length, g.load_number
FROM staged_wordings s JOIN giving g USING (document) WHERE g.newest
ORDER BY g.document;

INSERT INTO blocks BY NAME
SELECT g.article_id, s.position, s.kind, s.text, s.start_char, s.end_char, g.load_number
FROM staged_blocks s JOIN giving g USING (document) WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO media BY NAME
SELECT g.article_id, s.position, s.kind, s.url, s.caption, s.credit, s.alt_text, s.block, g.load_number
FROM staged_media s JOIN giving g USING (document) WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO links BY NAME
SELECT g.article_id, s.position, s.url, s.text, s.block, s.kind, g.load_number
FROM staged_links s JOIN giving g USING (document) WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO outlet_lines BY NAME
SELECT
    g.site, g.article_id, s.line, s.place_mark AS place, s.own, s.in_body,
    md5_number_lower(coalesce(lower(g.headline), g.article_id)) AS headline,
    coalesce(g.published_on, g.seen_at::DATE) AS day, g.load_number
FROM staged_page_lines s JOIN giving g USING (document) WHERE g.newest AND g.site IS NOT NULL
ORDER BY g.site, g.document;

CREATE OR REPLACE TEMP TABLE named AS
SELECT
    g.document, g.article_id, g.load_number, s.position, s.label, s.name, s.aliases,
    sha256(s.label || ':' || lower(strip_accents(trim(regexp_replace(s.name, '\s+', ' ', 'g')))))[:16] AS entity_id
FROM staged_entities s JOIN giving g USING (document) WHERE g.newest;

INSERT INTO article_entities BY NAME
WITH grouped AS (
    SELECT
        article_id, entity_id, any_value(label) AS label, any_value(load_number) AS load_number, min(document) AS document,
        arg_min(name, position) AS name,
        list_concat(list(name), flatten(list(coalesce(aliases, [])))) AS forms
    FROM named
    GROUP BY article_id, entity_id
)
SELECT
    article_id, entity_id, label, name,
    list_sort(list_filter(list_distinct(forms), lambda form: form <> name)) AS aliases, load_number
FROM grouped
ORDER BY document, entity_id;

-- A mention of an entity that is not staged gives a NULL, which the table refuses.
INSERT INTO mentions BY NAME
SELECT g.article_id, s.field, s.surface, s.label, s.start_char, s.end_char, n.entity_id, g.load_number
FROM staged_mentions s
JOIN giving g USING (document)
LEFT JOIN named n ON n.document = s.document AND n.position = s.entity
WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO statements BY NAME
SELECT
    g.article_id, s.position, s.kind, s.content, s.start_char, s.end_char, s.speaker, s.speaker_text,
    CASE WHEN s.speaker_entity IS NOT NULL THEN coalesce(n.entity_id, 'not staged') END AS speaker_entity_id,
    s.role, s.cue, g.load_number
FROM staged_statements s
JOIN giving g USING (document)
LEFT JOIN named n ON n.document = s.document AND n.position = s.speaker_entity
WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO figures BY NAME
SELECT g.article_id, s.surface, s.value, s.unit, s.counted, s.hedge, s.start_char, s.end_char, g.load_number
FROM staged_figures s JOIN giving g USING (document) WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO citations BY NAME
SELECT g.article_id, s.source, s.kind, s.title, s.url, s.start_char, s.end_char, g.load_number
FROM staged_citations s JOIN giving g USING (document) WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO text_dates BY NAME
SELECT g.article_id, s.surface, s.from_day, s.to_day, s.start_char, s.end_char, g.load_number
FROM staged_text_dates s JOIN giving g USING (document) WHERE g.newest
ORDER BY g.document, s.place;

INSERT INTO readings BY NAME
SELECT
    i.capture_id, i.batch_id, h.stored_at AS read_at, i.reader_version, i.reading, i.read_reason AS reason,
    i.read_detail AS detail, i.annotated, i.version_id, i.site, i.learned, i.load_number
FROM incoming i CROSS JOIN header h
WHERE i.reading <> 'unread'
ORDER BY i.document;

INSERT INTO batches BY NAME
SELECT
    h.*,
    count(i.document) AS documents,
    count(i.document) FILTER (WHERE outcome = 'loaded') AS loaded,
    count(i.document) FILTER (WHERE outcome = 'version') AS version,
    count(i.document) FILTER (WHERE outcome = 'duplicate') AS duplicate,
    count(i.document) FILTER (WHERE outcome = 'rejected') AS rejected,
    count(i.document) FILTER (WHERE outcome = 'quarantined') AS quarantined
FROM header h LEFT JOIN incoming i ON true
GROUP BY ALL;

DROP TABLE outdated;
DROP TABLE named;
DROP TABLE giving;
DROP TABLE former;
DROP TABLE incoming;
