-- A publication's languages.
-- $name text: as it calls itself
SELECT a.language, count(*) AS articles FROM shown_articles a
WHERE a.publication = $name GROUP BY a.language ORDER BY articles DESC, a.language
