-- One person, organisation or place.
-- $entity text: its entity_id
SELECT
    e.entity_id, mode(e.label) AS label, arg_max(e.name, length(e.name)) AS name,
    count(DISTINCT e.article_id) AS article_count, count(DISTINCT a.outlet) AS outlet_count,
    count(DISTINCT a.text) AS independent_count, min(a.day) AS first_day, max(a.day) AS last_day
FROM article_entities e JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
WHERE e.entity_id = $entity
GROUP BY e.entity_id
