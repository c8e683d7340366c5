-- The hosts under which a publication's articles are to be found.
-- $name text: as it calls itself
SELECT regexp_extract(lower(a.url), '^https?://(?:www\.)?([^/:?#]+)', 1) AS host, count(*) AS articles
FROM shown_articles a
WHERE a.publication = $name AND a.url IS NOT NULL
GROUP BY 1 HAVING host <> '' ORDER BY articles DESC, host
