-- An outlet's sections.
-- $outlet text: its outlet_id
SELECT a.section, count(*) AS articles FROM shown_articles a
WHERE a.outlet_id = $outlet GROUP BY a.section ORDER BY articles DESC, a.section NULLS LAST
