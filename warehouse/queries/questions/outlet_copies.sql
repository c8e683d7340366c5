-- Whom an outlet copies, and who copies it; agencies as the texts credit them.
-- $outlet text: its outlet_id
WITH own AS (
    SELECT article_id FROM shown_articles WHERE outlet_id = $outlet
), pairs AS (
    SELECT 'copies' AS how, original_id AS article_id FROM copies WHERE article_id IN (FROM own)
    UNION ALL
    SELECT 'is copied by', article_id FROM copies WHERE original_id IN (FROM own)
), others AS (
    SELECT article_id, outlet_id, publication FROM shown_articles
    WHERE article_id IN (SELECT article_id FROM pairs) AND outlet_id IS DISTINCT FROM $outlet
)
SELECT p.how, o.outlet_id, coalesce(mode(o.publication), o.outlet_id) AS name, count(*) AS articles
FROM pairs p JOIN others o USING (article_id) GROUP BY p.how, o.outlet_id
UNION ALL
SELECT 'credits', NULL, a.wire_credit, count(*)
FROM shown_articles a WHERE a.outlet_id = $outlet AND a.wire_credit IS NOT NULL
GROUP BY a.wire_credit
ORDER BY how DESC, articles DESC, name NULLS LAST
