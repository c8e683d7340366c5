-- Languages, by their articles.
SELECT left(language, 2) AS language, count(*) AS articles FROM shown_articles
WHERE language IS NOT NULL GROUP BY 1 ORDER BY articles DESC, language
