-- The hosts of an outlet's articles.
-- $outlet text: its outlet_id
SELECT host, count(*) AS articles FROM article_outlets
WHERE outlet_id = $outlet AND host IS NOT NULL
GROUP BY host ORDER BY articles DESC, host
