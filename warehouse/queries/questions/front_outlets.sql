-- Publications, by their articles.
SELECT publication, count(*) AS articles FROM shown_articles
WHERE publication IS NOT NULL GROUP BY publication ORDER BY articles DESC, publication
