-- How the sources do that a publication's pages are fetched from.
-- $name text: as it calls itself
WITH hosts AS (
    SELECT DISTINCT regexp_extract(lower(a.url), '^https?://(?:www\.)?([^/:?#]+)', 1) AS host
    FROM shown_articles a WHERE a.publication = $name AND a.url IS NOT NULL
)
SELECT s.source, s.alarm, s.last_success, s.failures, s.pages_a_day, s.failed_pages, s.next_due
FROM source_health s
WHERE s.source IN (
    SELECT f.source FROM fetches f
    JOIN hosts h ON h.host <> '' AND h.host = regexp_extract(lower(f.url), '^https?://(?:www\.)?([^/:?#]+)', 1)
)
ORDER BY s.alarm NULLS LAST, s.source
