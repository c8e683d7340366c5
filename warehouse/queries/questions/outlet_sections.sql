-- A publication's sections.
-- $name text: as it calls itself
SELECT a.section, count(*) AS articles FROM shown_articles a
WHERE a.publication = $name GROUP BY a.section ORDER BY articles DESC, a.section NULLS LAST
