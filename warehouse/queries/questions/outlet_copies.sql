-- Whom an outlet copies, and who copies it; agencies as the texts credit them.
-- $outlet text: its outlet_id
WITH pairs AS (
    SELECT
        CASE WHEN a.outlet_id = $outlet THEN 'copies' ELSE 'is copied by' END AS how,
        CASE WHEN a.outlet_id = $outlet THEN o.outlet_id ELSE a.outlet_id END AS outlet_id,
        CASE WHEN a.outlet_id = $outlet THEN o.publication ELSE a.publication END AS name
    FROM copies c
    JOIN shown_articles a ON a.article_id = c.article_id
    JOIN shown_articles o ON o.article_id = c.original_id
    WHERE (a.outlet_id = $outlet) IS DISTINCT FROM (o.outlet_id = $outlet) AND $outlet IN (a.outlet_id, o.outlet_id)
)
SELECT how, outlet_id, coalesce(mode(name), outlet_id) AS name, count(*) AS articles FROM pairs GROUP BY how, outlet_id
UNION ALL
SELECT 'credits', NULL, a.wire_credit, count(*)
FROM shown_articles a WHERE a.outlet_id = $outlet AND a.wire_credit IS NOT NULL
GROUP BY a.wire_credit
ORDER BY how DESC, articles DESC, name NULLS LAST
