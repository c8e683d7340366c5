-- An outlet's languages.
-- $outlet text: its outlet_id
SELECT a.language, count(*) AS articles FROM shown_articles a
WHERE a.outlet_id = $outlet GROUP BY a.language ORDER BY articles DESC, a.language
