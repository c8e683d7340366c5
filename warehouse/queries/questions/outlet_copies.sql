-- Whom a publication copies, and who copies it; agencies as the texts credit them.
-- $name text: as it calls itself
SELECT 'copies' AS how, o.publication AS other, count(*) AS articles
FROM copies c
JOIN shown_articles a ON a.article_id = c.article_id AND a.publication = $name
JOIN shown_articles o ON o.article_id = c.original_id
GROUP BY o.publication
UNION ALL
SELECT 'is copied by', a.publication, count(*)
FROM copies c
JOIN shown_articles o ON o.article_id = c.original_id AND o.publication = $name
JOIN shown_articles a ON a.article_id = c.article_id
GROUP BY a.publication
UNION ALL
SELECT 'credits', a.wire_credit, count(*)
FROM shown_articles a WHERE a.publication = $name AND a.wire_credit IS NOT NULL
GROUP BY a.wire_credit
ORDER BY how DESC, articles DESC, other NULLS LAST
