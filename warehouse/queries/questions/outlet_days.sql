-- A publication's articles a day, and how many of them copy nobody.
-- $name text: as it calls itself
SELECT a.day, count(*) AS articles, count(*) FILTER (WHERE c.article_id IS NULL) AS own
FROM shown_articles a LEFT JOIN copies c ON c.article_id = a.article_id
WHERE a.publication = $name
GROUP BY a.day ORDER BY a.day DESC
