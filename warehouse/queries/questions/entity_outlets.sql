-- Which outlets name somebody, and since when.
-- $entity text: the entity_id
SELECT
    a.outlet_id, mode(a.publication) AS name, count(*) AS articles, count(DISTINCT a.text) AS independent,
    min(a.day) AS first_day, max(a.day) AS last_day
FROM article_entities e JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
WHERE e.entity_id = $entity
GROUP BY a.outlet_id ORDER BY articles DESC, a.outlet_id NULLS LAST
