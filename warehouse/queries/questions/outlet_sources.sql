-- How the sources do that an outlet's pages are fetched from.
-- $outlet text: its outlet_id
WITH hosts AS (
    SELECT DISTINCT host FROM article_outlets WHERE outlet_id = $outlet AND host IS NOT NULL
)
SELECT s.source, s.alarm, s.last_success, s.failures, s.pages_a_day, s.failed_pages, s.next_due
FROM source_health s
WHERE s.source IN (
    SELECT f.source FROM fetches f
    WHERE regexp_extract(lower(f.url), '^https?://(?:www\.)?([^/:?#]+)', 1) IN (FROM hosts)
)
ORDER BY s.alarm NULLS LAST, s.source
