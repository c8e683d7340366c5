-- With whom somebody is named, by articles.
-- $entity text: the entity_id
WITH named_in AS (
    SELECT a.article_id, a.text FROM article_entities e JOIN shown_articles a USING (article_id) WHERE e.entity_id = $entity
)
SELECT
    e.entity_id, any_value(e.label) AS label, arg_max(e.name, length(e.name)) AS name,
    count(DISTINCT e.article_id) AS article_count, count(DISTINCT n.text) AS independent_count
FROM article_entities e JOIN named_in n USING (article_id)
WHERE e.entity_id <> $entity
GROUP BY e.entity_id
ORDER BY independent_count DESC, article_count DESC, name, e.entity_id
