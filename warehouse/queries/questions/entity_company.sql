-- With whom somebody is named, by articles.
-- $entity text: the entity_id
-- $since day?: only articles of this day and later
WITH named_in AS MATERIALIZED (
    SELECT a.article_id, a.load_number, a.text
    FROM article_entities e JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
    WHERE e.entity_id = $entity AND ($since::DATE IS NULL OR a.day >= $since::DATE)
)
SELECT
    e.entity_id, any_value(e.label) AS label, arg_max(e.name, length(e.name)) AS name,
    count(DISTINCT e.article_id) AS article_count, count(DISTINCT n.text) AS independent_count
FROM named_in n JOIN article_entities e ON e.load_number = n.load_number AND e.article_id = n.article_id
WHERE e.entity_id <> $entity
GROUP BY e.entity_id
ORDER BY independent_count DESC, article_count DESC, name, e.entity_id
