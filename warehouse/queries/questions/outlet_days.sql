-- An outlet's articles a day, and how many of them copy nobody.
-- $outlet text: its outlet_id
SELECT a.day, count(*) AS articles, count(*) FILTER (WHERE c.article_id IS NULL) AS own
FROM shown_articles a LEFT JOIN copies c ON c.article_id = a.article_id
WHERE a.outlet_id = $outlet
GROUP BY a.day ORDER BY a.day DESC
